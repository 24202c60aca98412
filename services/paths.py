"""Path questions over HTTP: one, or many at a time.

Answers are written by pydantic at once; FastAPI would first validate them anew.
"""

import asyncio
import os
from itertools import islice
from typing import Final

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from graph.answer import answer_path
from graph.errors import InroadError
from graph.store import View
from graph.strike import Seal
from schemas.answers import PathAnswer
from schemas.errors import InvalidIdentifier
from schemas.questions import PathQuestion
from services.asked import parameters, queried
from services.problems import problem_of
from services.query import ERRORS, AtDesk, Desk, Problem

MOST_QUESTIONS: Final = 1_000
router = APIRouter(prefix="/v1", tags=["answers"], responses=ERRORS)


class PathQuestions(BaseModel):
    """Questions to be answered in one go."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"questions": [{"from": "email:bob@example.org", "to": "name:Globex", "k": 3}]}
            ]
        },
    )

    questions: list[PathQuestion] = Field(min_length=1, max_length=MOST_QUESTIONS)


class Outcome(BaseModel):
    """The answer to a question, or why there can be none."""

    answer: PathAnswer | None = None
    problem: Problem | None = None


class PathAnswers(BaseModel):
    """An outcome for each question, in the same order."""

    outcomes: list[Outcome]


@router.get(
    "/paths",
    summary="The ways from a person into a company",
    response_model=PathAnswer,
    openapi_extra={"parameters": parameters(PathQuestion)},
)
async def paths(request: Request) -> Response:
    """Best first. That there is none is an answer too: it says why, and what would help."""
    question = queried(PathQuestion, request)
    return _written(await _answer(question, Desk(request)))


@router.post("/paths", summary="Up to 1,000 questions at a time", response_model=PathAnswers)
async def many_paths(asked: PathQuestions, desk: AtDesk) -> Response:
    """Each has an outcome of its own: one that names somebody unknown spoils no other."""
    outcomes: list[Outcome] = []
    questions = iter(asked.questions)
    while some := list(islice(questions, os.cpu_count() or 1)):
        outcomes += await asyncio.gather(*(_outcome(question, desk) for question in some))
        await asyncio.sleep(0)  # others are to be answered in between
    return _written(PathAnswers(outcomes=outcomes))


def _written(answer: BaseModel) -> Response:
    return Response(answer.model_dump_json(), media_type="application/json")


async def _outcome(question: PathQuestion, desk: Desk) -> Outcome:
    try:
        return Outcome(answer=await _answer(question, desk))
    except (InroadError, InvalidIdentifier) as error:
        return Outcome(problem=Problem(**problem_of(error)))


async def _answer(question: PathQuestion, desk: Desk) -> PathAnswer:
    """From memory where that can be, else by the plain search on the store."""
    index = desk.index
    if index is not None and index.network == question.network:
        await desk.wait(question)
        answer = await index.answer(question)
        if answer is not None:
            return answer

    async def work(view: View, _: Seal) -> PathAnswer:
        return await answer_path(view, desk.secret, question.network, question, desk.shelf)

    return await desk.read(question, work)
