"""What is explored is the same over every store."""

from collections.abc import Awaitable, Callable
from typing import Any

from graph.explore.around_answer import answer_around
from graph.explore.brokers import brokers_told
from graph.explore.common import answer_common
from graph.explore.communities import communities_told
from graph.explore.companies import answer_companies
from graph.explore.fading import answer_fading
from graph.explore.others import others_around
from graph.explore.probable import answer_probable
from graph.explore.who_knows import answer_who_knows
from graph.store import GraphStore, View, commit, seal
from graph.strike import Seal
from schemas.explored import Explored
from schemas.exploring import (
    AroundQuestion,
    CommonQuestion,
    CompaniesQuestion,
    FadingQuestion,
    GroupsQuestion,
    ProbableQuestion,
    WhoKnowsQuestion,
)
from tests.builders import BOB, GLOBEX, told
from tests.services.test_explore import DAN, NOW, STORY

Asking = Callable[[View, Seal, str], Awaitable[Explored]]


def asked(network: str, **more: Any) -> dict[str, Any]:
    return {"network": network, "now": NOW, **more}


async def around(view: View, sealing: Seal, network: str) -> Explored:
    question = AroundQuestion.model_validate(asked(network, depth=3))
    return await answer_around(view, sealing, BOB, question)


async def around_globex(view: View, sealing: Seal, network: str) -> Explored:
    question = AroundQuestion.model_validate(asked(network, company=GLOBEX, open_only=True))
    return await answer_around(view, sealing, BOB, question)


async def common(view: View, sealing: Seal, network: str) -> Explored:
    question = CommonQuestion.model_validate(asked(network, **{"with": DAN}))
    return await answer_common(view, sealing, BOB, question)


async def companies(view: View, sealing: Seal, network: str) -> Explored:
    question = CompaniesQuestion.model_validate(asked(network))
    return await answer_companies(view, sealing, BOB, question)


async def fading(view: View, sealing: Seal, network: str) -> Explored:
    question = FadingQuestion.model_validate(asked(network))
    return await answer_fading(view, sealing, BOB, question)


async def communities(view: View, sealing: Seal, network: str) -> Explored:
    question = GroupsQuestion.model_validate(asked(network))
    return communities_told(await others_around(view, sealing, BOB, question))


async def brokers(view: View, sealing: Seal, network: str) -> Explored:
    question = GroupsQuestion.model_validate(asked(network))
    return brokers_told(await others_around(view, sealing, BOB, question), 10)


async def probable(view: View, sealing: Seal, network: str) -> Explored:
    question = ProbableQuestion.model_validate(asked(network))
    return await answer_probable(view, sealing, BOB, question)


async def who_knows(view: View, sealing: Seal, network: str) -> Explored:
    question = WhoKnowsQuestion.model_validate(asked(network, at=[GLOBEX, "name:Initech"]))
    return await answer_who_knows(view, sealing, BOB, question)


QUESTIONS: tuple[Asking, ...] = (
    around, around_globex, common, companies, fading, communities, brokers, probable, who_knows,
)  # fmt: skip


async def every(store: GraphStore, network: str) -> list[str]:
    sealing = seal(store.secret, network)

    async def work(view: View) -> list[Explored]:
        return [await ask(view, sealing, network) for ask in QUESTIONS]

    answers = await store.read(network, work)
    return [
        one.model_copy(update={"position": 0}).model_dump_json().replace(f"?network={network}", "")
        for one in answers
    ]


async def test_every_store_gives_the_same_answers(store: GraphStore, network: str) -> None:
    await commit(store, network, list(STORY))
    plain = await told(STORY)
    assert await every(store, network) == await every(plain, "default")
