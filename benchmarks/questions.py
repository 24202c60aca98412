"""Seeded person-to-company questions."""

import random
from dataclasses import dataclass

from benchmarks.oracle import By, Oracle


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How does *number* of the CSV files, by id *asker*, come into *domain*?"""

    number: str
    asker: str
    domain: str
    by: By


def drawn(oracle: Oracle, count: int, seed: int) -> list[Question]:
    """*count* questions, each by shortest and by strongest.

    Of three, one is of anybody to any company; two are of a person with an open tie to a
    company where such a person works now, so that many have a path and some have none.
    """
    source = random.Random(seed)
    everybody, companies = sorted(oracle.people), sorted(oracle.inside)
    tied = [number for number in everybody if oracle.people[number] in oracle.graph]
    staffed = [domain for domain in companies if oracle.inside[domain] & set(oracle.graph)]
    questions: list[Question] = []
    for turn in range(count):
        likely = turn % 3 > 0
        number = source.choice(tied if likely else everybody)
        domain = source.choice(staffed if likely else companies)
        questions += [
            Question(number=number, asker=oracle.people[number], domain=domain, by=by)
            for by in ("shortest", "strongest")
        ]
    return questions
