"""The report in three strides: what happened is read, worked out, and told.

Only the first and the last ask the store; what lies between may be left to a thread.
"""

from dataclasses import dataclass
from statistics import median

from graph.entities import Person
from graph.report.changes import Changed, changes_of
from graph.report.counts import Counts
from graph.report.ground import Elsewhere, Ground, here
from graph.report.happened import RECORDS, Life, life_of
from graph.report.next_step import Step, step_of
from graph.report.past import MAX_HOPS, Bests, chance_in, hops_of, ways_at_each
from graph.report.rungs import Rungs, rungs_of
from graph.report.telling import Teller
from graph.report.verdict import Case, verdict_of
from graph.report.wants import Wants, wants_of
from graph.report.weeks import Week, moment_before, recent_of, weeks_until
from graph.store import View
from graph.telling import named, rounded
from schemas.report import (
    Reach,
    Report,
    ReportQuestion,
    TargetTold,
    WeekTold,
    definitions_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """All that a report rests on."""

    weeks: tuple[Week, ...]
    life: Life
    wants: Wants
    ground: Ground
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What comes of it. Of the moments the first is the one before the first week."""

    read: Read
    rungs: Rungs
    counts: Counts
    bests: list[Bests]
    changes: dict[str, list[Changed]]


async def read(
    view: View, person: Person, asked: ReportQuestion, elsewhere: Elsewhere = here
) -> Read:
    """Read what the report for *person* rests on, within `RECORDS` records.

    What takes long in between is run *elsewhere*.
    """
    position = await view.position()
    weeks = weeks_until(asked.until, asked.weeks)
    moments = [moment_before(weeks[0]), *(week.end for week in weeks)]
    life = await life_of(view, person, moments[-1], RECORDS)
    wants = await wants_of(view, life, moments[0])
    ground = Ground(view, moments, RECORDS - life.records, elsewhere)
    await ground.lay(person.id, wants.companies.values(), MAX_HOPS)
    return Read(weeks=weeks, life=life, wants=wants, ground=ground, position=position)


def worked_out(read: Read) -> Worked:
    """Work out what there is to tell."""
    asker, ground = read.life.person.id, read.ground
    rungs = rungs_of(read.life)
    bests = ways_at_each(ground, asker, [read.wants.wanted(at) for at in ground.moments])
    return Worked(
        read=read, rungs=rungs, counts=Counts(read.life, rungs), bests=bests,
        changes=changes_of(ground, bests, asker),
    )  # fmt: skip


async def told(view: View, network: str, worked: Worked) -> Report:
    """Tell it; who was erased in the meantime is no longer named."""
    read, weeks = worked.read, worked.read.weeks
    recent = recent_of(weeks)
    tallies = [worked.counts.tally([week]) for week in weeks]
    reaches = [_reach(bests) for bests in worked.bests[1:]]
    whole, lately = worked.counts.tally(weeks), worked.counts.tally(weeks[-recent:])
    before = worked.counts.tally(weeks[:-recent]) if weeks[:-recent] else None
    step = step_of(read.life, worked.rungs, worked.counts, lately, reaches[-1].wanted)
    teller = await _teller(view, network, worked, step)
    case = Case(
        weeks=weeks, counts=worked.counts, whole=whole, before=before, recent=lately,
        reach=reaches[-1], nearer=teller.nearer(worked.changes),
    )  # fmt: skip
    verdict = verdict_of(case, step.told(teller.people(step.contacts)))
    return Report(
        sentence=" ".join(verdict.sentences[:1]),
        person=named(read.life.person),
        verdict=verdict,
        whole=whole,
        before=before,
        recent=lately,
        stages=worked.counts.stages,
        weeks=tuple(
            WeekTold(**dict(tally), targets=reach)
            for tally, reach in zip(tallies, reaches, strict=True)
        ),
        targets=_targets(worked, teller),
        cut=read.life.cut or read.wants.cut or read.ground.cut,
        records=read.life.records + read.ground.records,
        position=read.position,
        definitions=definitions_of(),
    )


async def _teller(view: View, network: str, worked: Worked, step: Step) -> Teller:
    """With everybody who may be named."""
    every = [one for of in worked.changes.values() for one in of]
    return await Teller.of(
        view, network, life=worked.read.life, wants=worked.read.wants, changes=every,
        contacts=step.contacts,
    )  # fmt: skip


def _targets(worked: Worked, teller: Teller) -> tuple[TargetTold, ...]:
    bests = worked.bests[1:]
    found = [
        TargetTold(
            company=named(company),
            wanted=tuple(id_ in one for one in bests),
            hops=tuple(hops_of(one.get(id_)) for one in bests),
            chance=tuple(chance_in(one.get(id_)) for one in bests),
            changes=tuple(
                teller.change(one, worked.read.weeks[one.moment - 1])
                for one in worked.changes.get(id_, ())
            ),
        )
        for id_, company in worked.read.wants.companies.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.company.name.casefold(), one.company.id)))


def _reach(bests: Bests) -> Reach:
    """Where the targets stood at one moment."""
    hops = [hops_of(best) for best in bests.values()]
    chances = [chance_in(best) or 0.0 for best in bests.values()]
    middle = median(float("inf") if one is None else one for one in hops) if hops else None
    within = sum(one is not None for one in hops)
    return Reach(
        wanted=len(hops),
        within_reach=within,
        out_of_reach=len(hops) - within,
        median_hops=None if middle == float("inf") else middle,
        median_chance=rounded(median(chances)) if chances else None,
    )
