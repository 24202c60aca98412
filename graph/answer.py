"""The answer to a path question: who is meant, the search, and its telling."""

from graph.as_of import graph_as_of
from graph.entities import Company, Person
from graph.errors import UnknownRef
from graph.intel_page import warning_of
from graph.lookup import company_of, person_of
from graph.no_path import no_path, unknown_company
from graph.search import Finder, Found, PlainFinder, Question, ViewPort
from graph.shelf import Shelf
from graph.store import View, seal
from graph.strike import Seal
from graph.telling import named, scene_of
from schemas.answers import CompanyWarning, NoPath, PathAnswer, PathFound
from schemas.events.base import moment_text
from schemas.questions import PathQuestion

_NOTHING = Found(paths=(), cut=False, ties_read=0)


async def answer_path(
    view: View,
    secret: bytes,
    network: str,
    request: PathQuestion,
    shelf: Shelf | None = None,
    *,
    finder: Finder | None = None,
) -> PathAnswer:
    """The ways from a person into a company, best first; no path is an answer too.

    *finder* searches the graph that *view* shows, as of today; without one the search is the
    plain one. What is derived for a question of the past goes on the *shelf*.

    Raises:
        UnknownRef: by the asker, or somebody to avoid or to go by; not by the company.
        ErasedRef: by one of the same people.
        InvalidIdentifier: when a ref is neither an identifier nor an id.
    """
    if request.as_of is None:
        finder = finder or PlainFinder(ViewPort(view))
        return await _answered(view, secret, network, request, finder)
    moment = moment_text(request.as_of)
    past = await graph_as_of(view, network, moment, shelf or Shelf())
    answer = await _answered(past, secret, network, request, PlainFinder(ViewPort(past)))
    return answer.model_copy(update={"as_of": moment, "cut": answer.cut or past.cut})


async def _answered(
    view: View, secret: bytes, network: str, request: PathQuestion, finder: Finder
) -> PathAnswer:
    sealing = seal(secret, network)
    asker = await person_of(view, sealing, request.asker, "from")
    try:
        company = await company_of(view, request.to, "to")
    except UnknownRef:
        position = await view.position()
        return _answer(request, asker, None, position, none=unknown_company(request.to))
    question = await _question(view, sealing, request, asker, company)
    found = await finder.find(question)
    soft = _NOTHING if found.paths else await finder.find_coffee(question)
    scene = await scene_of(view, network, company, (*found.paths, *soft.paths), question.now)
    paths, coffee = tuple(map(scene.tell, found.paths)), tuple(map(scene.tell, soft.paths))
    insiders = [] if paths else await ViewPort(view).insiders(company.id)
    none = None if paths else no_path(company, question, insiders, coffee)
    warning = await warning_of(view, network, company, question.now)
    position = await view.position()
    return _answer(
        request, asker, company, position, paths=paths, coffee=coffee, none=none,
        warning=warning, cut=found.cut or soft.cut,
    )  # fmt: skip


async def _question(
    view: View, sealing: Seal, request: PathQuestion, asker: Person, company: Company
) -> Question:
    avoid = [await person_of(view, sealing, ref, "avoid") for ref in request.avoid]
    via = await person_of(view, sealing, request.via, "via") if request.via else None
    return Question(
        asker=asker.id, company=company.id, now=moment_text(request.now), by=request.by,
        k=request.k, max_hops=request.max_hops, include_former=request.include_former,
        hard_only=request.hard_only, min_strength=request.min_strength,
        avoid=frozenset(person.id for person in avoid), via=via.id if via else "",
    )  # fmt: skip


def _answer(
    request: PathQuestion,
    asker: Person,
    company: Company | None,
    position: int,
    *,
    paths: tuple[PathFound, ...] = (),
    coffee: tuple[PathFound, ...] = (),
    none: NoPath | None = None,
    warning: CompanyWarning | None = None,
    cut: bool = False,
) -> PathAnswer:
    return PathAnswer(
        sentence=_sentence(paths, coffee, none),
        asker=named(asker),
        to=named(company) if company else None,
        by=request.by,
        now=moment_text(request.now),
        max_hops=request.max_hops,
        paths=paths,
        one_coffee_away=coffee,
        no_path=none,
        warning=warning,
        cut=cut,
        position=position,
    )


def _sentence(
    paths: tuple[PathFound, ...], coffee: tuple[PathFound, ...], none: NoPath | None
) -> str:
    """The answer in one or two plain sentences."""
    if best := next(iter(paths), None):
        return f"{best.sentence} {best.next_step.text}" if best.next_step else best.sentence
    why = none.text if none else ""
    if best := next(iter(coffee), None):
        return " ".join((why, best.sentence, best.next_step.text if best.next_step else "")).strip()
    return f"{why} {none.remedy}" if none else why
