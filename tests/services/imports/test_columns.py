"""Columns of a plain table that somebody is asked for."""

from io import StringIO

import pytest
from rich.console import Console

from services.cli.exits import Stop
from services.cli.imports import columns
from services.cli.imports.columns import asked_for
from services.cli.terminal import Terminal
from services.settings import Settings


class Sitting(Terminal):
    """A terminal at which somebody sits and says *answers* in turn."""

    answers: list[str] = []  # noqa: RUF012 - one sitting at a time

    @property
    def interactive(self) -> bool:
        return True

    def ask(self, question: str) -> str:
        assert question.startswith("Which column")
        first, *self.__class__.answers = self.answers
        return first


def sitting(*answers: str) -> Terminal:
    Sitting.answers = list(answers)
    return Sitting(Settings(), err=Console(file=StringIO()))


def test_only_what_is_unsure_is_asked_for() -> None:
    heading = ["Wer", "Adresse", "Company"]
    assert asked_for(sitting("2", "1"), heading, {}) == {"email": "Adresse", "name": "Wer"}
    assert asked_for(sitting(), ["Name", "E-mail", "Company"], {}) == {}


def test_nothing_said_leaves_a_field_out_and_nonsense_is_told() -> None:
    assert asked_for(sitting(""), ["Name", "E-mail"], {}) == {"company": ""}
    with pytest.raises(Stop, match="none of them"):
        asked_for(sitting("9"), ["Name", "E-mail"], {})
    assert columns.mapping_of(["a=b = c"]) == {"a": "b = c"}
