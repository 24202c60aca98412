"""The answer to what a coffee or an opener would open."""

from graph.lookup import person_of
from graph.plan.answer import bound_of
from graph.plan.coffees import Coffees, coffees_drawn
from graph.plan.manners import Manners
from graph.plan.reach import PlainReacher, Reacher
from graph.plan.scene import RESTING, SHOWN, Scene, opens_of, scene_of
from graph.search import ViewPort
from graph.store import View, seal
from graph.telling import named, rounded
from schemas.coffees import CoffeeMove, CoffeesAnswer, CoffeesQuestion, Nearer


async def answer_coffees(  # noqa: PLR0917 - as `answer_plan`
    view: View,
    secret: bytes,
    ref: str,
    asked: CoffeesQuestion,
    manners: Manners,
    reacher: Reacher | None = None,
) -> CoffeesAnswer:
    """The soft ties of the person *ref* worth an opener or a coffee; as `answer_plan` otherwise."""
    sealing = seal(secret, asked.network)
    asker = await person_of(view, sealing, ref, "ref")
    reacher = reacher or PlainReacher(ViewPort(view))
    found = await coffees_drawn(view, sealing, asker, asked, reacher, manners.quiet_after)
    plan = found.plan
    scene = await scene_of(view, plan, manners.templates)
    coffees = tuple(_coffee(scene, found, number) for number in range(len(plan.moves)))
    return CoffeesAnswer(
        sentence=_sentence(found, coffees),
        asker=named(asker),
        now=plan.now,
        targets=len(plan.targets),
        within_reach=found.plan.within_reach,
        coffees=coffees,
        adds=rounded(plan.choice.worth),
        share_of_best=round(plan.choice.share, 4),
        bound=bound_of(plan.choice),
        resting=tuple(scene.rest(one) for one in plan.resting[:RESTING]),
        cut=plan.cut,
        position=await view.position(),
    )


def _coffee(scene: Scene, found: Coffees, number: int) -> CoffeeMove:
    """What the plan would say of it, and for each company how much nearer it brings."""
    one, move = scene.plan.moves[number], scene.tell(number)
    opens = tuple(_nearer(scene, found, number, at) for at in opens_of(scene.plan, one)[:SHOWN])
    told = {name: getattr(move, name) for name in CoffeeMove.model_fields if name != "opens"}
    return CoffeeMove(opens=opens, **told)


def _nearer(scene: Scene, found: Coffees, number: int, company: str) -> Nearer:
    one = scene.plan.moves[number]
    way = scene.plan.reached.way(one.contact, company)
    today = found.today.get(company)
    return Nearer(
        company=named(scene.companies[company]),
        insider=named(scene.people[way[-1]]),
        hops=len(way),
        chance=rounded(one.chances[company]),
        today=rounded(today) if today else None,
    )


def _sentence(found: Coffees, coffees: tuple[CoffeeMove, ...]) -> str:
    plan = found.plan
    if not plan.targets:
        return "You have no target yet: say which companies you want to get into."
    if not coffees and plan.resting:
        return "Nothing to do for now: leave the next word to others."
    if not coffees:
        return "No soft tie of yours leads nearer to a target than the open ones do."
    opened = {at for one in plan.moves for at in one.chances}
    new = len(opened - found.today.keys())
    counts = ((new, "into reach"), (len(opened) - new, "nearer"))
    brought = " and ".join(f"{count} {where}" for count, where in counts if count)
    ties = "1 soft tie is" if len(coffees) == 1 else f"{len(coffees)} soft ties are"
    targets = f"{len(plan.targets)} target{'s' if len(plan.targets) > 1 else ''}"
    return f"{ties} worth a word: {brought}, of your {targets}. {coffees[0].text}"
