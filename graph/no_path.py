"""Why there is no open path into a company, and what would help."""

from graph.entities import Company, Employment
from graph.search import MOST_HOPS, Question
from graph.words import full_name
from schemas.answers import NoPath, PathFound


def unknown_company(ref: str) -> NoPath:
    """No event has named the company."""
    return NoPath(
        reason="unknown_company",
        text=f"No event has named {ref} yet.",
        remedy="See that it is spelt as your apps spell it, or publish who works there "
        "(inroad.employment.confirmed.v1) or who was mentioned (inroad.insider.mentioned.v1).",
    )


def no_path(
    company: Company,
    question: Question,
    employments: list[Employment],
    coffee: tuple[PathFound, ...],
) -> NoPath:
    """Why the search found no open path; *coffee* is what soft ties reach."""
    name = full_name(company)
    current = any(one.current(question.now) for one in employments)
    former = any(one.left(question.now) for one in employments)
    if not (current or (question.include_former and former)):
        return _nobody(name, former=former)
    if coffee:
        return NoPath(
            reason="only_soft_ties",
            text=f"Only people you hardly know lead to {name}.",
            remedy=coffee[0].next_step.text if coffee[0].next_step else "Have a coffee.",
        )
    return _out_of_reach(name, question)


def _nobody(name: str, *, former: bool) -> NoPath:
    remedy = f"Put {name} on your sheet, and show it to people who know its field."
    if former:
        remedy += " People who used to work there are known: ask with include_former=true."
    return NoPath(
        reason="nobody_known_there", text=f"Nobody is known to work at {name}.", remedy=remedy
    )


def _out_of_reach(name: str, question: Question) -> NoPath:
    hops = f"{question.max_hops} {'hop' if question.max_hops == 1 else 'hops'}"
    loosen = [
        option
        for option, narrows in (
            (f"max_hops up to {MOST_HOPS}", question.max_hops < MOST_HOPS),
            ("hard_only=false", question.hard_only),
            ("a lower min_strength", question.min_strength > 0),
            ("fewer to avoid", bool(question.avoid)),
            ("no via", bool(question.via)),
        )
        if narrows
    ]
    remedy = f"Show your sheet to people who may know somebody at {name}"
    if loosen:
        remedy += f", or ask with {' or '.join(loosen)}"
    return NoPath(
        reason="out_of_reach",
        text=f"Nobody at {name} is within {hops} of you.",
        remedy=f"{remedy}.",
    )
