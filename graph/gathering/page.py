"""The one page to go to a gathering with: whom to talk to, in which order, and how."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from graph.care import QUIET_AFTER
from graph.entities import Company, Employment, Person, Tie
from graph.gathering.attendees import (
    Attendees,
    Entry,
    Found,
    attendees_of,
    circle_of,
    gathering_of,
    read_entry,
)
from graph.gathering.coming import told
from graph.gathering.hush import Hush
from graph.gathering.manners import Step, friendly_to, known_as, step_with
from graph.gathering.offers import offers_for
from graph.gathering.scene import Asking, Scene, scene_of
from graph.gathering.unasked import unasked_of
from graph.gathering.worth import is_matched, order_of
from graph.lookup import owners_of, person_of
from graph.openers import BUILT_IN, Listener, Template, openers
from graph.plan.draw import MOST_TARGETS, targets_outside
from graph.plan.leave import left_alone
from graph.plan.reach import Reacher
from graph.plan.scene import looking_for
from graph.store import View, seal
from graph.telling import named
from graph.words import full_name, onward_sentence
from schemas.answers import Named
from schemas.events.base import moment_text
from schemas.gatherings import (
    GatheringPage,
    GatheringQuestion,
    GatheringTold,
    Stranger,
    Talk,
    Unsure,
)
from schemas.wanting import Opener

LINES: Final = 3  # of what to offer, and of what not to ask
SHOWN: Final = 5  # companies that one may open
FIRST: Final = 3  # people named in the sentence
_NOBODY: Final = "Nobody you know yet."
_KEPT: Final = "May lead to a company that you keep to yourself."


async def gathering_page(  # noqa: PLR0917 - as `answer_plan`
    view: View,
    secret: bytes,
    ref: str,
    asked: GatheringQuestion,
    templates: Sequence[Template],
    reacher: Reacher,
    quiet_after: int = QUIET_AFTER,
) -> GatheringPage:
    """The page of the person *ref*. *reacher* searches the graph that *view* shows.

    Raises:
        UnknownRef, ErasedRef: by the person; an attendee whom nobody knows is told on the page.
        UnknownGathering: when it was not announced.
        InvalidIdentifier: by a ref of a standing list that is none.
        Moved: when the network changed while it was read.
    """
    sealing, now = seal(secret, asked.network), moment_text(asked.now)
    asker = await person_of(view, sealing, ref, "ref")
    gathering = await gathering_of(view, asked.gathering) if asked.gathering else None
    jobs = [one for one in await view.touching(Employment, [asker.id]) if one.current(now)]
    wanted = await targets_outside(view, asker, now)
    ties = {tie.other(asker.id): tie for tie in await view.touching(Tie, [asker.id])}
    asking = Asking(
        asker=asker, now=now, max_hops=asked.max_hops, targets=wanted[:MOST_TARGETS], ties=ties,
        left=await left_alone(view, sealing, asker, asked), quiet_after=quiet_after,
    )  # fmt: skip
    entries = [read_entry(one) for one in asked.attendees]
    names = any(not one.ref for one in entries)
    near = {one.b for one in jobs} | {one.company.id for one in asking.targets}
    circle = await circle_of(view, gathering, ties, near, now, named=names)
    there = await attendees_of(view, sealing, asker, entries, circle)
    scene = await scene_of(view, asking, there.people, reacher)
    unnamed = await view.load(Company, [(id_,) for id_ in sorted(asking.left.unnamed)])
    written = _Written(
        scene=scene, templates=templates, hush=Hush(asked.never_reveal, unnamed.values())
    )
    hosts = await owners_of(view, [gathering.announcer] if gathering else [])
    return written.page(
        there, told(gathering, hosts, now) if gathering else None,
        rules=_rules(asked, _employers(scene)),
        cut=there.cut or scene.sought.cut or len(wanted) > MOST_TARGETS,
        position=await view.position(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """A page while it is written; nothing goes on it that *hush* would keep back."""

    scene: Scene
    templates: Sequence[Template]
    hush: Hush

    def page(
        self, there: Attendees, gathering: GatheringTold | None,
        *, rules: Sequence[str], cut: bool, position: int,
    ) -> GatheringPage:  # fmt: skip
        asking, goal = self.scene.asking, self.scene.sought.wish.goal
        people = self._in_order(there.people)
        return GatheringPage(
            title=self.hush.out(gathering.name) if gathering else "A gathering",
            sentence=self._sentence(people, there),
            person=self._named(asking.asker),
            gathering=self._announced(gathering) if gathering else None,
            now=asking.now,
            goal=self.hush.out(looking_for(goal)) if goal else None,
            questions=self.hush.lines(one.words for one in self.scene.sought.wish.questions),
            rules=self.hush.lines(rules),
            people=people,
            unsure=tuple(map(self._unsure, there.unsure)),
            strangers=tuple(map(self._stranger, there.unknown)),
            erased=there.erased,
            cut=cut,
            position=position,
        )

    def _in_order(self, people: Sequence[Person]) -> tuple[Talk, ...]:
        """Whom to ask something, by what that may lead to; then whom to be friendly with."""
        friendly = {one.id: friendly_to(self.scene, one) for one in people}
        chances = self.scene.sought.chances
        order = order_of(
            {id_: chances[id_] for id_, why in friendly.items() if not why}, self.scene.sought.wish
        )
        places = {id_: place for place, id_ in enumerate(order)}
        talks: list[tuple[int, Talk]] = []
        taken: set[str] = set()  # insiders for whom somebody is asked already
        for one in sorted(people, key=lambda one: (places.get(one.id, len(order)), one.id)):
            step = step_with(self.scene, one, taken) if not friendly[one.id] else None
            taken |= {step.insider} if step and step.insider else set()
            place = places.get(one.id, len(order))
            talks.append((place, self._talk(one, friendly[one.id], step)))
        return tuple(talk for _, talk in sorted(talks, key=lambda pair: _place(*pair)))

    def _talk(self, person: Person, friendly: str, step: Step | None) -> Talk:
        """How to meet *person*: with a *step*, or just friendly."""
        scene = self.scene
        opener = self._opener(scene.sought.listeners[person.id])
        opens = scene.sought.opens[person.id][:SHOWN] if step else ()
        why = self._why(person, opener, step) if step else ()
        return Talk(
            whom=self._named(person),
            about=self._about(person),
            known=next(iter(self.hush.lines(filter(None, [known_as(scene, person)]))), None),
            friendly=self.hush.out(friendly) or None,
            why=" ".join(self.hush.lines(why)) or None,
            opener=opener.text if step and step.rung != "thanks" else None,
            step=self.hush.out(step.words) if step else None,
            offers=tuple(islice(self.hush.lines(offers_for(scene, person)), LINES)),
            avoid=tuple(islice(self.hush.lines(unasked_of(scene, person)), LINES)),
            opens=tuple(self._named(scene.companies[at]) for at in opens),
        )

    def _opener(self, listener: Listener) -> Opener:
        """The most fitting one that names nothing kept back."""
        wish = self.scene.sought.wish
        found = openers(self.templates, wish.goal, wish.questions, listener)
        told = [one for one in found if self.hush.silent(one.text)]
        plain = Listener(name=listener.name)
        return told[0] if told else openers(BUILT_IN, None, (), plain)[0]

    def _why(self, person: Person, opener: Opener, step: Step) -> Iterator[str]:
        """Why to talk to *person*."""
        sought = self.scene.sought
        if way := sought.ways.get(person.id):
            people = [sought.people[id_] for id_ in way]
            ties = [sought.steps[Tie.between(*ends)] for ends in pairwise(way)]
            yield onward_sentence(people, ties, self.scene.companies[sought.opens[person.id][0]])
            if not is_matched(opener.question, sought.chances[person.id]):
                return
        elif any(at in sought.wish.companies for at in sought.chances[person.id]):
            yield _KEPT
            if not is_matched(opener.question, sought.chances[person.id]):
                return
        if step.rung != "thanks":
            yield opener.why

    def _about(self, person: Person) -> str | None:
        """What they do: their own words for it, else where they work, else their field."""
        lines = [person.headline]
        for job in self.scene.jobs.get(person.id, ()):
            if job.current(self.scene.asking.now):
                at = full_name(self.scene.companies[job.b])
                lines.append(f"{job.title or job.function} at {at}".removeprefix(" "))
        return next(iter(self.hush.lines([*lines, person.field])), None)

    def _sentence(self, people: Sequence[Talk], there: Attendees) -> str:
        first = [one.whom.name for one in people if one.opener or one.step][:FIRST]
        come = len(people) + len(there.unsure) + len(there.unknown)
        known = sum(one.known is not None for one in people)
        count = f"{come} come{'s' if come == 1 else ''}; you know {known or 'nobody yet'}."
        if not come:
            return "Nobody is named yet who comes."
        if not first:
            return f"Nobody there to ask anything of: be friendly. {count}"
        return f"Talk to {', then '.join(first)}. {count}"

    def _named(self, whom: Person | Company) -> Named:
        who = named(whom)
        return who.model_copy(update={"name": self.hush.out(who.name)})

    def _announced(self, gathering: GatheringTold) -> GatheringTold:
        return gathering.model_copy(update={
            "name": self.hush.out(gathering.name),
            "place": self.hush.out(gathering.place) if gathering.place else None,
        })  # fmt: skip

    def _unsure(self, one: Found) -> Unsure:
        candidates = tuple(map(self._named, one.people))
        return Unsure(attendee=self.hush.out(one.entry.written), candidates=candidates)

    def _stranger(self, entry: Entry) -> Stranger:
        name = entry.name or entry.ref.partition(":")[2] or entry.written
        opener = self._opener(Listener(name=name))
        why = f"{_NOBODY} {entry.wrong}." if entry.wrong else _NOBODY
        return Stranger(attendee=self.hush.out(name), opener=opener.text, why=self.hush.out(why))


def _place(worth: int, talk: Talk) -> tuple[bool, int, bool, str, str]:
    """Where a talk comes: by what it is worth, then by what there is to offer, then by name."""
    name = talk.whom.name.casefold()
    return bool(talk.friendly), worth, not talk.offers, name, talk.whom.id


def _employers(scene: Scene) -> list[Company]:
    """Where the asker works."""
    jobs = scene.jobs.get(scene.asking.asker.id, ())
    return [scene.companies[one.b] for one in jobs if one.current(scene.asking.now)]


def _rules(asked: GatheringQuestion, employers: Collection[Company]) -> list[str]:
    """What holds for everybody there."""
    rules = ["Ask nobody for a job or a referral."]
    if asked.never_reveal:
        rules.append("Name none of the companies that you keep to yourself.")
    if asked.quiet:
        at = " or ".join(sorted(full_name(one) for one in employers))
        rules.append("Your search is quiet: not a word of it to anybody who may pass it on.")
        rules += [f"Nobody at {at} is to hear of it."] if at else []
    return rules
