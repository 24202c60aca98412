"""The tools that ask: each changes nothing, and its answer has a bound."""

from typing import Annotated, Any, Final

from mcp.types import CallToolResult
from pydantic import Field

from schemas.answers import PathAnswer
from schemas.explored import WhoKnowsAnswer
from schemas.gatherings import GatheringPage
from schemas.intel import IntelPage
from schemas.live import NewsPage
from schemas.names import Found, NamesFound
from schemas.pages import PersonPage
from schemas.plan import PlanAnswer
from schemas.questions import By
from schemas.sheets import SheetPage
from schemas.wanting import AgendaPage
from services.cli.gathering import next_gathering
from services.cli.news import news_lines
from services.cli.plan import moves_of_today
from services.cli.refs import company_named, me, person_named
from services.cli.standing import standing
from services.cli.terminal import Terminal
from services.mcp import sentences
from services.mcp.answers import answered

MOST_FOUND: Final = 20
MOST_PATHS: Final = 5
MOST_COMPANIES: Final = 20
MOST_LINES: Final = 20
MOST_NEWS: Final = 20
MOST_WORDS: Final = 50
MOST_ATTENDEES: Final = 50

Company = Annotated[
    str,
    Field(
        min_length=1, max_length=300, description="A company: its name, or its domain",
        examples=["Globex", "globex.com"],
    ),
]  # fmt: skip
Person = Annotated[
    str,
    Field(
        min_length=1, max_length=300, description="A person: name, e-mail address or identifier",
        examples=["Ann Lee", "ann@example.org", "linkedin:ann-lee"],
    ),
]  # fmt: skip


class Asking:
    """What may be asked of the network of the person at this computer, who is "you"."""

    def __init__(self, here: Terminal) -> None:
        self._here = here

    def find(
        self,
        letters: Annotated[
            str,
            Field(
                min_length=1,
                max_length=200,
                description="Beginnings of the words of a name",
                examples=["ann le", "glob"],
            ),
        ],
        kind: Annotated[
            Found | None,
            Field(description="Only people, or only companies", examples=["person"]),
        ] = None,
        limit: Annotated[
            int, Field(ge=1, le=MOST_FOUND, description="How many at most", examples=[8])
        ] = 8,
    ) -> Annotated[CallToolResult, NamesFound]:
        """Find people and companies by a few letters of their names.

        `ref` of what is found names it in every other tool.
        """  # fmt: skip
        with self._here.service() as service:
            page = service.get("names", q=letters, kind=kind, limit=limit)
        return answered(sentences.found(letters, page), page)

    def person(self, who: Person) -> Annotated[CallToolResult, PersonPage]:
        """What is known of a person: identifiers, headline, field, place, employments."""
        page = self.known("people", person_named(self._here, who))
        return answered(sentences.person(page), page)

    def find_way_in(
        self,
        company: Company,
        by: Annotated[
            By,
            Field(
                description="Fewest people first, or the surest way first", examples=["strongest"]
            ),
        ] = "shortest",
        paths: Annotated[
            int, Field(ge=1, le=MOST_PATHS, description="How many ways at most", examples=[3])
        ] = 1,
        max_hops: Annotated[
            int, Field(ge=1, le=6, description="Ties walked at most", examples=[4])
        ] = 4,
    ) -> Annotated[CallToolResult, PathAnswer]:
        """Through whom you get to somebody inside a company, and the next small step.

        That there is no way is an answer too: it says why, and what would help.
        """  # fmt: skip
        who, to = me(self._here), company_named(self._here, company)
        with self._here.service() as service:
            asked: dict[str, Any] = {"to": to, "by": by, "k": paths, "max_hops": max_hops}
            answer = service.get("paths", **asked, **{"from": who})
        return answered(answer["sentence"], answer)

    def who_knows(
        self,
        companies: Annotated[
            list[Company],
            Field(
                min_length=1,
                max_length=MOST_COMPANIES,
                description="Up to 20 companies",
                examples=[["Globex", "initech.com"]],
            ),
        ],
        max_hops: Annotated[
            int, Field(ge=1, le=4, description="Ties to an insider at most", examples=[2])
        ] = 2,
    ) -> Annotated[CallToolResult, WhoKnowsAnswer]:
        """Who of your contacts knows somebody at each of several companies."""
        who, at = me(self._here), [company_named(self._here, one) for one in companies]
        with self._here.service() as service:
            answer = service.get("people", who, "who-knows", at=at, max_hops=max_hops)
        return answered(answer["sentence"], answer)

    def todays_moves(self) -> Annotated[CallToolResult, PlanAnswer]:
        """The few small moves that are left for today over all your target companies.

        Five a day are enough; none asks for more than the ladder and courtesy allow.
        """
        who = me(self._here)
        with self._here.service() as service:
            answer = moves_of_today(self._here, service, who)
        return answered(answer["sentence"], answer)

    def sheet(self) -> Annotated[CallToolResult, AgendaPage]:
        """Your sheet: the goal, the open questions, and the companies you want to get into."""
        page = self.known("people", me(self._here), "agenda")
        return answered(sentences.sheet(page), page)

    def sheet_for(self, contact: Person) -> Annotated[CallToolResult, SheetPage]:
        """Draft which of your target companies to show to one contact. Shows it to nobody."""
        asked = {"from": me(self._here), "to": person_named(self._here, contact)}
        with self._here.service() as service:
            page = service.get("sheet", most=MOST_LINES, **asked)
        return answered(sentences.sheet_for(page), page)

    def company_intel(self, company: Company) -> Annotated[CallToolResult, IntelPage]:
        """What people say a company is like, weighed by how they can know."""
        page = self.known(
            "companies", company_named(self._here, company), "intel", limit=MOST_WORDS
        )
        return answered(page["text"], page)

    def prepare_gathering(
        self,
        attendees: Annotated[
            list[Person] | None,
            Field(
                max_length=MOST_ATTENDEES,
                description="Who comes, up to 50; also one person alone",
                examples=[["Ann Lee", "ben@example.org"]],
            ),
        ] = None,
        gathering: Annotated[
            str,
            Field(
                max_length=300,
                description="Id of one that was announced; the next, when absent",
                examples=["biotech-evening-2026-06-02"],
            ),
        ] = "",
    ) -> Annotated[CallToolResult, GatheringPage]:
        """Whom to talk to at a gathering, or over a coffee, and how to begin with each.

        Also what to offer, the most to ask for, and what not to mention.
        """  # fmt: skip
        who, asked = me(self._here), standing(self._here, [], [])
        said = {name: value for name, value in asked.items() if value is not None}
        with self._here.service() as service:
            chosen = gathering or ("" if attendees else next_gathering(service, who))
            said |= {"attendees": attendees or [], "network": self._here.settings.network}
            said |= {"gathering": chosen} if chosen else {}
            page = service.tell("people", who, "gathering", said=said)
        return answered(page["sentence"], page)

    def whats_new(
        self,
        after: Annotated[
            int,
            Field(
                ge=0,
                le=2**53,
                description="Only news numbered above this: `last` of before",
                examples=[0],
            ),
        ] = 0,
    ) -> Annotated[CallToolResult, NewsPage]:
        """News of your target companies: better ways in, ways lost, insiders who came or left."""
        who = me(self._here)
        with self._here.service() as service:
            page = service.get("people", who, "news", after=after, limit=MOST_NEWS)
            lines = news_lines(service, page["news"])
        return answered("\n".join((sentences.news(page), *lines)), page)

    def known(self, *path: str, **asked: Any) -> dict[str, Any]:
        """The page at *path* of the service."""
        with self._here.service() as service:
            return service.get(*path, **asked)
