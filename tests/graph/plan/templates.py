"""The words that come with Inroad."""

from services.templates import templates_of

TEMPLATES = templates_of(None)
