"""The words that come with Inroad."""

from graph.plan.manners import Manners
from services.templates import templates_of

MANNERS = Manners(templates=templates_of(None))
