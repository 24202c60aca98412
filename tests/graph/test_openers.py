"""Openers from templates, by example."""

import pytest

from graph.entities import Goal, Question
from graph.openers import BUILT_IN, Listener, UnusableTemplate, openers, templates_in

STAMP = {"time": "2026-05-04T09:00:00.000000Z", "source": "s", "event": "1"}
GOAL = Goal(id="g", person="email:bob@example.org", field="Biotech", function="research", **STAMP)
BEN = Listener(name="Ben", field="biotech", functions=("sales",))


def question(id_: str, **about: str) -> Question:
    return Question(
        id=id_, person="email:bob@example.org", words=f"{id_}?", open=True, **about, **STAMP
    )


def texts(*questions: Question, goal: Goal | None = GOAL, listener: Listener = BEN) -> list[str]:
    return [one.text for one in openers(BUILT_IN, goal, questions, listener)]


def test_questions_of_another_field_are_not_asked() -> None:
    found = openers(BUILT_IN, GOAL, [question("q", field="finance")], BEN)
    assert [one.question for one in found] == [None]


def test_the_nearest_question_comes_first() -> None:
    asked = [question("any"), question("sales", field="biotech", function="Sales")]
    found = openers(BUILT_IN, GOAL, asked, BEN)
    assert [one.question for one in found] == ["sales", "any", None]


def test_a_function_is_spoken_of_where_the_field_is_another() -> None:
    cook = Listener(name="Cy", field="food", functions=("research",))
    assert texts(listener=cook) == ["You work in research: may I ask you something about it?"]


def test_what_is_not_wanted_is_not_spoken_of() -> None:
    assert texts(listener=Listener(name="Cy", field="finance")) == [
        "May I ask you something about your work?"
    ]
    assert texts(goal=None, listener=Listener(name="Cy", field="finance")) == [
        "You're in finance: may I ask you something about it?"
    ]


def test_braces_in_a_question_are_words() -> None:
    odd = Question(id="q", person="p", words="{name} or {0.x}?", open=True, **STAMP)
    assert texts(odd)[0].endswith("{name} or {0.x}?")


def test_own_templates_without_a_question_leave_questions_to_the_built_in() -> None:
    mine = templates_in("Hello {name}\n")
    assert [one.text for one in openers(mine, GOAL, [question("q")], BEN)] == [
        "You're in biotech: may I ask you something about it? q?", "Hello Ben",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["{name", "{0}", "{}", "{name.upper}", "{name!r}", "{name:>9}", "Any jobs?", "A referral?"],
)
def test_a_line_that_cannot_be_used_is_named(line: str) -> None:
    with pytest.raises(UnusableTemplate, match="line 2") as raised:
        templates_in(f"# one\n{line}\n")
    assert raised.value.remedy
