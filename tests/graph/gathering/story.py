"""An evening: who comes, and what has passed between them and Bob."""

from typing import Any

from graph.gathering.page import gathering_page
from graph.openers import BUILT_IN
from graph.plan.reach import PlainReacher
from graph.search import ViewPort
from graph.store import DEFAULT_NETWORK, View
from graph.stores.memory import MemoryStore
from schemas.gatherings import GatheringPage, GatheringQuestion, Talk
from tests.builders import (
    ANN,
    BEN,
    BOB,
    CY,
    GLOBEX,
    NOW,
    SECRET,
    coffee,
    company,
    contact,
    event,
    mention,
    person,
    relation,
    works,
)

DEE, EVE, FAY, GIL, HAL, IDA, JON = (
    f"email:{name}@example.org" for name in ("dee", "eve", "fay", "gil", "hal", "ida", "jon")
)
INITECH, HOOLI, ACME = "name:Initech", "name:Hooli", "name:Acme"
MARCH = "2026-03-04T09:00:00Z"
EVENING = "biotech-evening"
WHO = {
    BOB: "Bob Stone", ANN: "Ann Lee", BEN: "Ben Ito", CY: "Cy Day", DEE: "Dee Fox", EVE: "Eve Orr",
    FAY: "Fay Poe", GIL: "Gil Roe", HAL: "Hal Lee", IDA: "Ida Moss", JON: "Jon Ng",
}  # fmt: skip


def asked(id_: str, one: str, other: str, kind: str = "question", **more: Any) -> Any:
    return event("ask.made", {"ask": id_, "from": one, "to": other, "kind": kind, **more})


def answered(id_: str, one: str, other: str, answer: str, **more: Any) -> Any:
    data = {"ask": id_, "from": one, "to": other, "answer": answer, **more}
    return event("ask.answered", data, time="2026-05-05T09:00:00Z")


STORY = [
    *(person(who, name, field="biotech" if who in {BOB, CY, JON} else "law")
      for who, name in WHO.items()),
    company(GLOBEX, "Globex", "domain:globex.com"), company(INITECH, "Initech"),
    company(HOOLI, "Hooli"), company(ACME, "Acme"),
    event("goal.set", {"person": BOB, "field": "biotech", "function": "research"}),
    event("question.noted", {"question": "q-1", "person": BOB, "field": "biotech",
                             "words": "What does an assay lead do all day?"}),
    event("company.targeted", {"person": BOB, "company": GLOBEX, "priority": 2}),
    event("company.targeted", {"person": BOB, "company": INITECH}),
    event("company.targeted", {"person": BOB, "company": HOOLI}),
    works(BOB, ACME), works(EVE, ACME), works(GIL), works(IDA, HOOLI),
    # Ann has spoken of her neighbour Gil, and had nothing in return.
    coffee(BOB, ANN, time=MARCH), relation(ANN, GIL, "neighbor"),
    mention(ANN, insider=GIL, relation="neighbor", to=BOB),
    event("company.targeted", {"person": ANN, "company": ACME}),
    # Ben has not answered yet; Dee would rather not; Fay waits for Bob's answer.
    coffee(BOB, BEN, time=MARCH),
    event("ask.made", {"ask": "a-1", "from": BOB, "to": BEN, "kind": "question"},
          time="2026-05-25T09:00:00Z"),
    coffee(BOB, DEE, time=MARCH), asked("a-2", BOB, DEE, "coffee"),
    answered("a-2", DEE, BOB, "no"),
    coffee(BOB, FAY, time=MARCH), asked("a-3", FAY, BOB, words="How is Acme?"),
    # Hal told Bob of Initech, and is to be thanked.
    coffee(BOB, HAL, time=MARCH), relation(HAL, IDA, "friend"),
    event("intel.reported", {"informant": HAL, "to": BOB, "company": INITECH, "topic": "hours",
                             "sentiment": "bad"}, time=MARCH),
    contact("gathering", BOB, CY, EVE),
    event("gathering.announced", {
        "gathering": EVENING, "announcer": ANN, "name": "Biotech evening", "place": "Boston",
        "starts": "2026-06-02T19:00:00Z", "participants": [*WHO],
    }),
]  # fmt: skip


async def page_of(
    store: MemoryStore, *attendees: str, ref: str = BOB, **more: Any
) -> GatheringPage:
    """The page of Bob, on the first of June."""
    question = GatheringQuestion(attendees=list(attendees), now=NOW, **more)

    async def work(view: View) -> GatheringPage:
        reacher = PlainReacher(ViewPort(view))
        return await gathering_page(view, SECRET, ref, question, BUILT_IN, reacher)

    return await store.read(DEFAULT_NETWORK, work)


def talk_with(page: GatheringPage, who: str) -> Talk:
    (found,) = (talk for talk in page.people if talk.whom.ref == who)
    return found
