"""The numbers in plain sentences, and the smallest next step. Oneself beside one's own past."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.report.counts import AGENDA, Counts
from graph.report.weeks import Week, recent_of
from graph.report.wording import away, day, in_brackets, listed, many, times
from schemas.report import Bob, Next, Reach, Tally, Verdict

_ONE_IN = 4  # weeks of conversation with an agenda in them make a Bob 2
_LIKE = {
    None: "Nothing is known yet that you said to anybody.",
    1: "So far this is Bob 1's way: good company, without an agenda.",
    2: "This is Bob 2's way: you bring an agenda into your conversations.",
}
_LATELY = {
    1: "Lately it was Bob 1's way: you asked nothing, and showed no sheet.",
    2: "Lately it has become Bob 2's way: you bring an agenda.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a verdict rests on."""

    weeks: Sequence[Week]
    counts: Counts
    whole: Tally
    before: Tally | None
    recent: Tally
    reach: Reach  # at the end
    nearer: Sequence[str]  # sentences on targets, the latest first


def verdict_of(case: Case, step: Next) -> Verdict:
    """Bob 1 or Bob 2, why, and what would help."""
    bob = _bob(case, case.weeks)
    sentences = [_conversations(case), *_trend(case), _asks(case), _names(case)]
    lately = _bob(case, case.weeks[-recent_of(case.weeks) :])
    sentences += [_targets(case.reach), *case.nearer, _LIKE[bob]]
    sentences += [_LATELY[lately]] if lately not in {None, bob} else []
    return Verdict(
        bob=bob,
        lately=lately,
        sentences=tuple(sentences) if case.whole.conversations.all else (_LIKE[None],),
        next=step,
    )


def _bob(case: Case, weeks: Sequence[Week]) -> Bob | None:
    counted = [case.counts.within(*week) for week in weeks]
    talking = [one for one in counted if any(name.startswith("conversations.") for name in one)]
    with_agenda = sum(any(one[what] for what in AGENDA) for one in talking)
    if not talking:
        return None
    return 2 if with_agenda * _ONE_IN >= len(talking) else 1


def _conversations(case: Case) -> str:
    said, since = case.whole.conversations, case.counts.first_conversation(case.whole.start)
    return (
        f"Of your {many(said.all, 'conversation')} since {day(since)}, "
        f"{said.hard or 'none'} carried an agenda{in_brackets(said.hard, said.all)}."
    )


def _trend(case: Case) -> list[str]:
    """Lately beside before, where there is something of both."""
    if case.before is None:
        return []
    late, early = case.recent.conversations, case.before.conversations
    if not (late.all and early.all):
        return []
    weeks = recent_of(case.weeks)
    lately = f"In the last {many(weeks, 'week')}" if weeks > 1 else "In the last week"
    now = f"{late.hard} of {late.all}{in_brackets(late.hard, late.all)}"
    then = f"{early.hard} of {early.all}{in_brackets(early.hard, early.all)}"
    return [f"{lately} it was {now}, before that {then}."]


def _asks(case: Case) -> str:
    asks = case.whole.asks
    answered = asks.warm + asks.later + asks.no
    if not (asks.made or asks.sheets):
        return "You asked nobody anything, so nobody could answer."
    shown = f" and showed your sheet {times(asks.sheets)}" if asks.sheets else ""
    asked = f"You asked {times(asks.made)}{shown}" if asks.made else f"You{shown[4:]}"
    words = [
        *([many(asks.warm, "warm answer")] if asks.warm else []),
        *([f"{asks.later} not now"] if asks.later else []),
        *([f"{asks.no} no"] if asks.no else []),
    ]
    came = f"you got {listed(words)}" if answered else "nobody has answered yet"
    left = f"; {many(asks.open, 'ask')} {'is' if asks.open == 1 else 'are'} open" * bool(asks.open)
    return f"{asked}; {came}{left}."


def _names(case: Case) -> str:
    names, made = case.whole.rungs.name, case.whole.introductions.get("made", 0)
    told = f"{many(names, 'contact')} volunteered a name" if names else "No name was volunteered"
    if not made:
        return f"{told}."
    return f"{told}, and {many(made, 'introduction')} {'was' if made == 1 else 'were'} made."


def _targets(reach: Reach) -> str:
    companies = many(reach.wanted, "company", "companies")
    far = away(reach.median_hops)
    match reach.wanted, reach.within_reach:
        case 0, _:
            return "You have not said which companies you want to get into."
        case 1, 0:
            return "The company that you want is out of reach."
        case _, 0:
            return f"None of the {companies} that you want is within reach."
        case 1, _:
            return f"The company that you want is within reach, {far}."
        case wanted, within if wanted == within:
            return f"All {companies} that you want are within reach, typically {far}."
        case _, within:
            middle = "" if reach.median_hops is None else f", typically {far}"
            are = "is" if within == 1 else "are"
            return f"{within} of the {companies} that you want {are} within reach{middle}."
