"""Words that a person edits."""

from pathlib import Path

import pytest

from graph.plan.words import WrongWords
from services.templates import WORDS, templates_of


def test_your_own_words_are_taken(tmp_path: Path) -> None:
    own = tmp_path / "words.toml"
    text = WORDS.read_text(encoding="utf-8")
    own.write_text(text.replace("Hello {first}, thank you", "Dear {first}, thank you"))
    assert templates_of(own).thanks.startswith("Dear {first}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "'opener' are missing"),
        ('thanks = "Hello {boss}"', "missing"),
        ("thanks = 1", "missing"),
        ('greeting = "Hi"', "of no use"),
        ("not toml", "can't be read"),
    ],
)
def test_wrong_words_are_told(tmp_path: Path, text: str, told: str) -> None:
    own = tmp_path / "words.toml"
    own.write_text(text)
    with pytest.raises(WrongWords, match=told):
        templates_of(own)


@pytest.mark.parametrize(("word", "told"), [("{boss}", "speak of {boss}"), ("{first", "read")])
def test_only_known_placeholders(tmp_path: Path, word: str, told: str) -> None:
    own = tmp_path / "words.toml"
    own.write_text(WORDS.read_text(encoding="utf-8").replace("{first}", word))
    with pytest.raises(WrongWords, match=told):
        templates_of(own)
