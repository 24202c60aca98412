"""The answer to a plan question: the plan told, with words for each move."""

from collections.abc import Sequence

from graph.lookup import person_of
from graph.plan.choose import Choice
from graph.plan.draw import Drawn, drawn
from graph.plan.manners import Manners
from graph.plan.reach import PlainReacher, Reacher
from graph.plan.scene import RESTING, scene_of
from graph.search import ViewPort
from graph.store import View, seal
from graph.telling import named, rounded
from schemas.plan import Move, PlanAnswer, PlanQuestion


async def answer_plan(  # noqa: PLR0917 - as `answer_path`
    view: View,
    secret: bytes,
    ref: str,
    asked: PlanQuestion,
    manners: Manners,
    reacher: Reacher | None = None,
) -> PlanAnswer:
    """The next few moves of the person *ref*. *reacher* searches the graph that *view* shows.

    Raises:
        UnknownRef, ErasedRef: by the person.
        InvalidIdentifier: when a ref is neither an identifier nor an id.
        Moved: when the network changed while it was read.
    """
    sealing = seal(secret, asked.network)
    asker = await person_of(view, sealing, ref, "ref")
    reacher = reacher or PlainReacher(ViewPort(view))
    plan = await drawn(view, sealing, asker, asked, reacher, manners.quiet_after)
    scene = await scene_of(view, plan, manners.templates)
    moves = tuple(scene.tell(number) for number in range(len(plan.moves)))
    return PlanAnswer(
        sentence=_sentence(plan, moves),
        asker=named(asker),
        now=plan.now,
        targets=len(plan.targets),
        within_reach=plan.within_reach,
        moves=moves,
        expected=rounded(plan.choice.worth),
        share_of_best=round(plan.choice.share, 4),
        bound=bound_of(plan.choice),
        resting=tuple(scene.rest(one) for one in plan.resting[:RESTING]),
        cut=plan.cut,
        position=await view.position(),
    )


def _sentence(plan: Drawn, moves: Sequence[Move]) -> str:
    if not plan.targets:
        return "You have no target yet: say which companies you want to get into."
    if not moves:
        if plan.resting:
            return "Nothing to do for now: leave the next word to others."
        return "Nobody you may ask leads to any of your targets as yet."
    count = f"{len(moves)} move{'s' if len(moves) > 1 else ''}"
    opened = len({at for one in plan.moves for at in one.chances})
    targets = f"{len(plan.targets)} target{'s' if len(plan.targets) > 1 else ''}"
    return f"{count}, for {opened} of your {targets}. {moves[0].text}"


def bound_of(choice: Choice) -> str:
    """How far the choice may be from the best one, in words."""
    if not choice.moves:
        return ""
    if choice.share > 0.9999:  # noqa: PLR2004 - all of it, but for rounding
        return "No other moves, as many as these, would open more."
    times = f"{1 / choice.share:.2f}"
    return f"No other moves, as many as these, would open more than {times} times as much."
