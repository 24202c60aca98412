"""Runs that measure Inroad and hold it against others; each ends with one line of JSON.

`oracle` answers from CSV files alone, with nothing of Inroad's; `replay` compares Inroad
with it; `crash` and `live` kill, `bad` sends what is wrong, `ingest` measures. `exactness` puts the
searches beside each other on random graphs, `attack` on awkward ones. Searches over a power-law
graph: `paths` beside other libraries and Neo4j, `growth`, `strongest`, `targets`, `memory`; they
need the extra bench. Over HTTP: `answers` a second, and `freshness` of what they show. `summary`
puts what was got beside the goals. See each one's --help.
"""
