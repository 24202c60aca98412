"""Every kernel run once, so that none is compiled while somebody waits for an answer."""

from itertools import product

from graph.entities import Employment, Tie
from graph.index.ask import coffee_tracks, tracks
from graph.index.best import BestWays
from graph.index.reach import reached
from graph.index.scratch import Scratch
from graph.index.state import at_moment, changed, state_of
from graph.plan.reach import Errand
from graph.search import Question

_NOW, _NEXT = "2026-01-01T00:00:00.000000Z", "2026-01-02T00:00:00.000000Z"


def warm() -> None:
    """Compile what is not compiled yet: seconds the first time, then kept on the disk."""
    ann, ben, cy, globex = (f"00000000-0000-5000-8000-00000000000{n}" for n in range(4))
    ties = [_tie(ann, ben), _tie(ben, cy)]
    works = [Employment(a=cy, b=globex, here=_NOW)]
    state = at_moment(state_of(1, _NOW, ties, works), _NEXT)
    state = changed(state, 2, [_tie(ann, cy, is_open=False)], [(Tie, (ann, ben))])
    state = changed(state, 3, [ties[0]], [])
    scratch = Scratch(state.people.count)
    BestWays(state, scratch, max_hops=4).of(ann, [globex])
    for by, k in product(("shortest", "strongest"), (1, 2)):
        question = Question(asker=ann, company=globex, now=_NEXT, by=by, k=k)  # type: ignore[arg-type]
        tracks(state, question, scratch)
        coffee_tracks(state, question, scratch)
    reached(state, Errand(asker=ann, contacts=(cy,), companies=(globex,), now=_NEXT))


def _tie(a: str, b: str, *, is_open: bool = True) -> Tie:
    return Tie(a=a, b=b, kind="asserted", open=is_open, relations=("friend",), prior=1.2)


if __name__ == "__main__":
    warm()
