"""The routes of hard networking: what is wanted, asked, due and heard. One file a matter.

Included before `services.query`, whose addresses take whatever is left.
"""

from fastapi import APIRouter

from services.agenda import asking, due, intel, proposals, wanting

router = APIRouter()
for part in (wanting, proposals, asking, due, intel):
    router.include_router(part.router)
