"""How a command ends: its exit code, and on stderr one line with the remedy."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes, as `inroad --help` and docs/terminal.md tell them."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NO_PATH = 3
    UNKNOWN = 4
    UNREACHABLE = 5
    BAD_INPUT = 6


EXIT_CODES = """Exit codes: 0 done; 1 something went wrong; 2 the command is not written so;
3 there is no path; 4 nobody and nothing is known by that name; 5 the service, the broker or
the store can't be reached; 6 some of the input was bad, the rest was taken."""


class Stop(Exception):
    """The command can't go on; *remedy* says what to do about it."""

    def __init__(self, message: str, remedy: str = "", code: Exit = Exit.FAILED) -> None:
        self.message, self.remedy, self.code = message, remedy, code
        super().__init__(message)

    def __str__(self) -> str:
        message = self.message.rstrip(".")
        return f"{message}. {_sentence(self.remedy)}" if self.remedy else f"{message}."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."
