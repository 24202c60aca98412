"""Gatherings over HTTP: the page to go with, its forms, and the debrief."""
