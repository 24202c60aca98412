"""What live events say, in plain lists: the retracted dropped, the erased crossed out."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from graph.entities import (
    AnyMatter,
    Ask,
    Gathering,
    Goal,
    Intel,
    Question,
    Reply,
    Said,
    Sheet,
    Stint,
    Target,
    Thanks,
)
from graph.identity import NAMESPACE
from graph.strength import HARD, INTERACTIONS, LARGEST_GROUP
from graph.strike import Arrival
from schemas.events.base import OWNER_SOURCE

FOR_EVER = {"inroad.event.retracted.v1", "inroad.person.erased.v1"}
PERSONAL = ("participants", "from", "person", "related", "rater", "informant", "to", "insider",
            "asker", "introducer", "announcer")  # fmt: skip
Pair = tuple[str, str]


@dataclass(frozen=True)
class Touch:
    """One event's contact between two identifiers."""

    x: str
    y: str
    time: str
    kind: str
    weight: float
    x_acts: bool
    y_acts: bool


@dataclass
class Sayings:
    """All that live events say, in lists."""

    named: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    claims: list[Pair] = field(default_factory=list)
    words: list[tuple[str, str, Said]] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    relations: list[tuple[str, str, str, str, bool]] = field(default_factory=list)
    ratings: list[tuple[str, str, Said]] = field(default_factory=list)
    posts: list[tuple[str, str, str, Stint]] = field(default_factory=list)
    introductions: list[tuple[str, str, str, dict[str, Said]]] = field(default_factory=list)
    matters: list[tuple[type[AnyMatter], str, dict[str, Any]]] = field(default_factory=list)


def described(data: dict[str, Any]) -> str:
    parts = [data["informant"], data["mention"], data["company"]]
    return f"described:{uuid.uuid5(NAMESPACE, json.dumps(parts, ensure_ascii=False))}"


def people_of(values: dict[str, Any]) -> set[str]:
    data = values["data"]
    found: set[str] = set()
    for name in PERSONAL:
        value = data.get(name, ())
        found.update([value] if isinstance(value, str) else value)
    if values["type"].startswith("inroad.person."):
        found.update(data["identifiers"])
    return found


def marks(events: Iterable[Arrival]) -> tuple[set[Pair], set[str]]:
    """Identities retracted, and identifiers erased."""
    retracted, erased = set(), set()
    for values in (json.loads(arrival.body) for arrival in events):
        data = values["data"]
        if values["type"] == "inroad.event.retracted.v1" and (
            values["source"] in {data["source"], OWNER_SOURCE}
        ):
            retracted.add((data["source"], data["id"]))
        if values["type"] == "inroad.person.erased.v1":
            erased.update(data["identifiers"])
    return retracted, erased


def statuses(events: Iterable[Arrival]) -> dict[Pair, str]:
    events = list(events)
    retracted, erased = marks(events)
    found = {}
    for values in (json.loads(arrival.body) for arrival in events):
        key, people = (values["source"], values["id"]), people_of(values)
        found[key] = "applied"
        if values["type"] in FOR_EVER:
            continue
        if people and people <= erased:
            found[key] = "erased"
        if key in retracted:
            found[key] = "retracted"
    return found


def said_by(events: Iterable[Arrival]) -> Sayings:
    events = list(events)
    retracted, erased = marks(events)
    said = Sayings()
    for values in (json.loads(arrival.body) for arrival in events):
        if values["type"] in FOR_EVER or (values["source"], values["id"]) in retracted:
            continue
        Reader(said, values, erased).read()
    return said


class Reader:
    """Reads one event, crossing out the erased."""

    def __init__(self, said: Sayings, values: dict[str, Any], erased: set[str]) -> None:
        self.said, self.values, self.erased = said, values, erased
        self.data, self.time = values["data"], values["time"]
        self.gone = {name for name in people_of(values) if name in erased}
        self.insider: str | None = None
        if "mention" in self.data:
            self.insider = described(self.data)
            if self.insider in erased or self.data["informant"] in erased:
                self.gone.add(self.insider)
                self.insider = None

    def read(self) -> None:
        data, family = self.data, self.values["type"].split(".")[1]
        names = set(people_of(self.values)) | set(filter(None, [self.insider, data.get("company")]))
        names.update(data.get("lines", ()))
        if self.values["type"].startswith("inroad.company."):
            names.update(data.get("identifiers", ()))
        if people_of(self.values) and people_of(self.values) <= self.erased:
            return  # nothing of it is left
        for name in names - self.gone:
            self.said.named[name] += 1
        if family == "outcome":
            family = "introduction"
        getattr(self, f"read_{family}")()

    def stamp(self, value: str) -> Said:
        return Said(self.time, self.values["source"], self.values["id"], value)

    def text(self, name: str) -> str | None:
        value: str | None = self.data.get(name)
        if value and any(one.split(":", 1)[1].lower() in value.lower() for one in self.gone):
            return "[erased]"
        return value

    def live(self, *names: str | None) -> bool:
        return all(name is not None and name not in self.erased for name in names)

    def read_person(self) -> None:
        names = sorted({name for name in self.data["identifiers"] if self.live(name)})
        self.said.claims += [(names[0], name) for name in names[1:]]
        for word in ("name", "headline", "field", "place"):
            if value := self.text(word):
                self.said.words += [(name, word, self.stamp(value)) for name in names]

    def read_company(self) -> None:
        if "identifiers" in self.data:
            self.read_person()
        else:
            self.read_target()

    def read_employment(self) -> None:
        data, verb = self.data, self.values["type"].split(".")[2]
        if not self.live(data["person"]):
            return
        date = data.get("since") or data.get("until") or self.time
        told = [self.text(word) or "" for word in ("title", "function", "place")]
        stint = Stint(date, self.time, self.values["source"], self.values["id"], *told)
        sorts = {"started": ("here", "began"), "confirmed": ("here",), "ended": ("left",)}[verb]
        self.said.posts += [(data["person"], data["company"], sort, stint) for sort in sorts]

    def read_relation(self) -> None:
        data = self.data
        if self.live(data["person"], data["related"]):
            ended = self.values["type"] == "inroad.relation.ended.v1"
            date = data.get("since") or data.get("until") or self.time
            self.said.relations.append(
                (data["person"], data["related"], data["relation"], date, ended)
            )

    def read_tie(self) -> None:
        if self.live(self.data["rater"], self.data["person"]):
            rating = self.stamp(repr(float(self.data["rating"])))
            self.said.ratings.append((self.data["rater"], self.data["person"], rating))

    def read_interaction(self) -> None:
        data = self.data
        size = max(len(set(data["participants"])), data.get("group_size", 0))
        if size > LARGEST_GROUP:
            return
        weight = INTERACTIONS[data["how"]]
        for x, y in combinations(sorted(set(data["participants"])), 2):
            if not self.live(x, y):
                continue
            if size > 2:
                touch = Touch(x, y, self.time, "soft", weight.in_group / (size - 1), False, False)
            else:
                soft, both = weight.kind == "soft", weight.both_ways
                acts = [not soft and (both or data.get("from") == one) for one in (x, y)]
                touch = Touch(x, y, self.time, weight.kind, weight.alone, *acts)
            self.said.touches.append(touch)

    def hard(self, row: str, people: dict[str, Any]) -> None:
        for actor, towards, weight, both in HARD.get(row, ()):
            x, y = people.get(actor), people.get(towards)
            if x and y and self.live(x, y):
                self.said.touches.append(Touch(x, y, self.time, "hard", weight, True, both))

    def read_insider(self) -> None:
        data, insider = self.data, self.insider
        roles = {"informant": data["informant"], "to": data.get("to"), "insider": insider}
        self.hard(self.values["type"], roles)
        if insider is None:
            return
        for word, value in (
            ("description", self.text("description")),
            ("informant", data["informant"]),
        ):
            if value:
                self.said.words.append((insider, word, self.stamp(value)))
        if data.get("insider") and self.live(data["insider"]) and data["insider"] != insider:
            self.said.claims.append((insider, data["insider"]))
        if data.get("relation"):
            relation = (data["informant"], insider, data["relation"], self.time, False)
            self.said.relations.append(relation)
        stint = Stint(self.time, self.time, self.values["source"], self.values["id"])
        self.said.posts.append((insider, data["company"], "here", stint))

    def read_introduction(self) -> None:
        data, type_ = self.data, self.values["type"]
        by = data.get("by")
        row = f"{type_} by {by}" if type_ == "inroad.introduction.accepted.v1" else type_
        roles = {role: data.get(role) for role in ("asker", "introducer", "insider", "company")}
        self.hard(row, roles)
        stage = data.get("outcome") or type_.split(".")[2]
        stage += "-by-insider" if by == "insider" else ""
        told = {role: self.stamp(name) for role, name in roles.items() if name and self.live(name)}
        self.said.introductions.append((data["introduction"], stage, self.time, told))

    def matter(self, kind: type[AnyMatter], id_: str, /, **said: Any) -> None:
        """Of each word that the event has; a name crossed out is no word."""
        stamp = {"time": self.time, "source": self.values["source"], "event": self.values["id"]}
        told = {word: value for word, value in said.items() if value is not None}
        self.said.matters.append((kind, id_, {**stamp, **told}))

    def who(self, role: str) -> str | None:
        name: str | None = self.data.get(role)
        return name if self.live(name) else None

    def texts(self, *words: str) -> dict[str, str | None]:
        return {word: self.text(word) for word in words}

    def read_ask(self) -> None:
        data, type_ = self.data, self.values["type"]
        if type_ == "inroad.ask.made.v1":
            self.hard(type_, data)
            self.matter(
                Ask, data["ask"], kind=data["kind"], asker=self.who("from"),
                contact=self.who("to"), company=data.get("company"), **self.texts("words"),
            )  # fmt: skip
        else:
            self.reply(f"ask:{data['ask']}")

    def read_sheet(self) -> None:
        data, type_ = self.data, self.values["type"]
        if type_ == "inroad.sheet.shared.v1":
            self.hard(type_, data)
            self.matter(
                Sheet, data["sheet"], lines=tuple(data["lines"]), asker=self.who("from"),
                contact=self.who("to"),
            )  # fmt: skip
        else:
            self.reply(f"sheet:{data['sheet']}", data["company"])

    def reply(self, to: str, *line: str) -> None:
        data = self.data
        self.hard(f"{self.values['type']} {data['answer']}", data)
        self.matter(
            Reply, _id_of(to, *line), to=to, answer=data["answer"], company="".join(line),
            contact=self.who("from"), asker=self.who("to"), until=data.get("until"),
            **self.texts("words"),
        )  # fmt: skip

    def read_thanks(self) -> None:
        data = self.data
        self.hard(self.values["type"], data)
        about = tuple(f"{word}:{data[word]}" for word in ("ask", "introduction") if word in data)
        self.matter(
            Thanks, _id_of(self.values["source"], self.values["id"]), thanker=self.who("from"),
            thanked=self.who("to"), about=about, **self.texts("words"),
        )  # fmt: skip

    def read_goal(self) -> None:
        if person := self.who("person"):
            told = self.texts("field", "function", "place", "level")
            self.matter(Goal, _id_of(person), person=person, **told)

    def read_question(self) -> None:
        if person := self.who("person"):
            told = self.texts("words", "field", "function")
            self.matter(
                Question, self.data["question"], person=person, open=self.data["open"], **told
            )

    def read_target(self) -> None:
        data, wanted = self.data, self.values["type"] == "inroad.company.targeted.v1"
        if person := self.who("person"):
            self.matter(
                Target, _id_of(person, data["company"]), person=person, company=data["company"],
                wanted=wanted, priority=data.get("priority"), **self.texts("function", "place"),
            )  # fmt: skip

    def read_intel(self) -> None:
        data = self.data
        self.hard(self.values["type"], data)
        self.matter(
            Intel, _id_of(self.values["source"], self.values["id"]), company=data["company"],
            sentiment=data["sentiment"], basis=data.get("basis"), to=self.who("to"),
            informant=self.who("informant"), **self.texts("topic", "words"),
        )  # fmt: skip

    def read_gathering(self) -> None:
        data = self.data
        comes = tuple(sorted({name for name in data["participants"] if self.live(name)}))
        self.matter(
            Gathering, data["gathering"], starts=data["starts"], until=data.get("until"),
            announcer=self.who("announcer"), participants=comes, **self.texts("name", "place"),
        )  # fmt: skip


def _id_of(*parts: str) -> str:
    text = parts[0] if len(parts) == 1 else json.dumps(parts, ensure_ascii=False)
    return str(uuid.uuid5(NAMESPACE, text))
