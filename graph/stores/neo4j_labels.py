"""How entities are labelled and linked in Neo4j.

What a reader finds in Neo4j Browser:

    (:Event)-[:NAMES]->(:Name)              everything that an event names; besides being a
    (:Name:Identifier)                      name, it is what the events say under it; and so are
    (:Name:Introduction), (:Name:Ask), (:Name:Sheet), (:Name:Question), (:Name:Gathering)
    (:Reply), (:Goal), (:Target), (:Intel), (:Thanks)   matters that no event names by an id
    (:Ask)-[:CONCERNS]->(:Identifier), (:Reply)-[:CONCERNS]->(:Ask)   and so every matter
    (:Identifier)-[:CONTACT]->(:Identifier), (:Identifier)-[:POST]->(:Identifier)
    (:Person|Company)-[:KNOWN_AS]->(:Identifier)
    (:Person)-[:TIE]->(:Person), (:Person)-[:WORKS_AT]->(:Company)
    (:Retraction), (:Tombstone), (:Deleted), (:Network), (:Inroad)

A :Person and a :Company are found by their `folded_name`, which begins with the network, and
by `words`, each of which begins with a digest of it.

Every one but :Inroad and :Network has a `key` that begins with its network, and all that
changes a `version`: the network's position when it last did. A :Name stays for as long as
an event names it; the label :Identifier or :Ask goes with the entity.
"""

from typing import Any

from graph.entities import (
    MATTERS,
    Ask,
    Company,
    Contact,
    Employment,
    Entity,
    Gathering,
    Goal,
    Identifier,
    Intel,
    Introduction,
    Person,
    Post,
    Question,
    Record,
    Reply,
    Retraction,
    Sheet,
    Target,
    Thanks,
    Tie,
    Tombstone,
)

LABELS: dict[type[Any], str] = {  # in the order of making: names before the events that name them
    Retraction: "Retraction",
    Tombstone: "Tombstone",
    Identifier: "Identifier",
    Introduction: "Introduction",
    Ask: "Ask",
    Sheet: "Sheet",
    Question: "Question",
    Gathering: "Gathering",
    Record: "Event",
    Reply: "Reply",
    Goal: "Goal",
    Target: "Target",
    Intel: "Intel",
    Thanks: "Thanks",
    Person: "Person",
    Company: "Company",
    Contact: "CONTACT",
    Post: "POST",
    Tie: "TIE",
    Employment: "WORKS_AT",
}
ENDS: dict[type[Any], tuple[type[Entity], type[Entity]]] = {
    Contact: (Identifier, Identifier),
    Post: (Identifier, Identifier),
    Tie: (Person, Person),
    Employment: (Person, Company),
}
LINKED: dict[type[Any], str] = {  # how those that name others do
    Record: "NAMES",
    Person: "KNOWN_AS",
    Company: "KNOWN_AS",
    **dict.fromkeys(MATTERS, "CONCERNS"),
}
