"""The report's changes in words: what changed, through whom, and which events did it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.entities import Company, Person
from graph.evidence import identifiers_in
from graph.lookup import owners_of
from graph.report.changes import Cause, Changed
from graph.report.happened import Life
from graph.report.led_up import led_up_to
from graph.report.past import chance_in, hops_of
from graph.report.sayings import said
from graph.report.wants import Wants
from graph.report.weeks import Week
from graph.report.wording import day, hops_in_words, in_percent
from graph.standing import Improved
from graph.store import View
from graph.telling import evidence_of, named
from graph.words import full_name, label
from schemas.answers import Named
from schemas.events import Event, TieRated, stored_event
from schemas.report import CauseTold, Change

MOST = 3  # changes that the verdict tells of


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Tells of changes by name."""

    network: str
    life: Life
    companies: Mapping[str, Company]
    known: Mapping[str, Person]  # by id
    owners: Mapping[str, Person | Company]  # by identifier

    @classmethod
    async def of(
        cls,
        view: View,
        network: str,
        *,
        life: Life,
        wants: Wants,
        changes: Sequence[Changed],
        contacts: Iterable[str],
    ) -> "Teller":
        """A teller who knows everybody of *changes*, and *contacts* by their ids."""
        ids = {*contacts, *(one for change in changes for one in change.news.path.people)}
        causes = [cause for change in changes for cause in change.causes]
        names = {name for one in causes for name in identifiers_in(_event(one))}
        people = await view.load(Person, [(one,) for one in sorted(ids)])
        return cls(
            network=network, life=life, companies=wants.companies,
            known={one.id: one for one in people.values()},
            owners=await owners_of(view, names),
        )  # fmt: skip

    def people(self, ids: Iterable[str]) -> list[Person]:
        """Those of *ids* who are known still."""
        return [self.known[one] for one in ids if one in self.known]

    def change(self, changed: Changed, week: Week) -> Change:
        """What changed in *week*."""
        news = changed.news
        return Change(
            end=week.end,
            why=news.why if isinstance(news, Improved) else "lost",
            hops_before=hops_of(changed.before),
            hops=hops_of(changed.now),
            chance_before=chance_in(changed.before),
            chance=chance_in(changed.now),
            path=self._path(news.path.people),
            causes=self._causes(changed),
            text=f"{self._text(changed)}.",
        )

    def nearer(self, changes: Mapping[str, Sequence[Changed]]) -> list[str]:
        """The latest weeks in which a target came nearer, and how that came about."""
        nearer = [
            one
            for of in changes.values()
            for one in of
            if isinstance(one.news, Improved) and one.news.why != "stronger"
        ]
        nearer.sort(key=lambda one: (-one.moment, one.news.company))
        return [self._how(one) for one in nearer[:MOST]]

    def _how(self, changed: Changed) -> str:
        text = self._text(changed)
        if not changed.causes:
            return f"{text}."
        first = changed.causes[0]
        told = f"{text} on {day(first.told.time)}: {self._said(first)}"
        return f"{told} {led_up_to(self.life, _event(first), first.told.time)}".rstrip()

    def _text(self, changed: Changed) -> str:
        company = full_name(self.companies[changed.news.company])
        before, now = hops_of(changed.before), hops_of(changed.now)
        if now == 0:
            return f"You are inside {company}"
        if before != now:
            came = "came" if isinstance(changed.news, Improved) else "went"
            start = hops_in_words(before)
            return f"{company} {came} from {start} to {hops_in_words(now)}"
        was, is_ = (in_percent(chance_in(best) or 0.0) for best in (changed.before, changed.now))
        return f"The way into {company} became surer: {is_}, and {was} before"

    def _causes(self, changed: Changed) -> tuple[CauseTold, ...]:
        """Those that read alike once."""
        told = {self._said(cause): cause for cause in reversed(changed.causes)}
        return tuple(
            CauseTold(
                time=cause.told.time, text=text, evidence=evidence_of(self.network, *cause.ends)
            )
            for text, cause in reversed(told.items())
        )

    def _said(self, cause: Cause) -> str:
        """What happened; between others no more than that something did."""
        event = _event(cause)
        if self._may_tell(event):
            return said(event, self._name)
        one, other = map(self._label, cause.ends)
        if cause.ends[1] in self.companies:
            return f"Somebody said that {one} works at {other}."
        one, other = sorted((one, other), key=lambda name: (name != "you", name))
        return f"Something passed between {one} and {other}."

    def _may_tell(self, event: Event) -> bool:
        """One's own events, but for another's rating of oneself; and who works where."""
        if isinstance(event, TieRated):
            return self.life.is_me(event.data.rater)
        own = any(map(self.life.is_me, identifiers_in(event)))
        return own or event.type.startswith("inroad.employment.")

    def _label(self, id_: str) -> str:
        """What to call whom an id means."""
        if id_ == self.life.person.id:
            return "you"
        owner = self.known.get(id_) or self.companies.get(id_)
        return label(owner) if owner else "somebody"

    def _name(self, name: str | None) -> str:
        if self.life.is_me(name):
            return "you"
        owner = self.owners.get(name or "")
        return label(owner) if owner else "somebody"

    def _path(self, people: Iterable[str]) -> tuple[Named, ...]:
        return tuple(named(self.known[one]) for one in people if one in self.known)


def _event(cause: Cause) -> Event:
    return stored_event(cause.told.record.body)
