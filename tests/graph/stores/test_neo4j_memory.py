"""What is remembered between batches, and when it must not be."""

from graph.entities import Identifier, Record
from graph.stores.neo4j_memory import At, Memory

ANN, BOB = Identifier(text="email:ann@example.org"), Identifier(text="email:bob@example.org")
AT_ANN: At = (Identifier, ANN.key)
AT_BOB: At = (Identifier, BOB.key)


def test_what_is_not_there_is_remembered_as_well() -> None:
    memory = Memory()
    memory.agree("one", 1)
    memory.keep("one", 2, {AT_ANN: ANN, AT_BOB: None})
    memory.agree("one", 2)
    assert memory.recall("one", AT_ANN) == (ANN,)
    assert memory.recall("one", AT_BOB) == (None,)
    assert memory.recall("two", AT_ANN) == ()


def test_another_position_found_means_another_has_written() -> None:
    memory = Memory()
    memory.keep("one", 2, {AT_ANN: ANN})
    memory.keep("two", 7, {AT_ANN: ANN})
    memory.agree("one", 3)
    assert memory.recall("one", AT_ANN) == ()
    assert memory.recall("two", AT_ANN) == (ANN,)


def test_a_late_word_on_an_earlier_position_is_not_taken() -> None:
    memory = Memory()
    memory.agree("one", 5)
    memory.agree("one", 6)  # another has locked it before the first could say what it saw
    memory.keep("one", 5, {AT_ANN: ANN})
    assert memory.recall("one", AT_ANN) == ()


def test_the_longest_unused_is_forgotten_first() -> None:
    memory = Memory(most=2)
    memory.keep("one", 1, {AT_ANN: ANN, AT_BOB: BOB})
    memory.recall("one", AT_ANN)
    memory.keep("one", 2, {(Identifier, ("email:cay@example.org",)): None})
    assert memory.recall("one", AT_ANN) == (ANN,)
    assert memory.recall("one", AT_BOB) == ()


def test_records_are_not_kept() -> None:
    memory = Memory()
    memory.keep("one", 1, {(Record, ("urn:app", "e1")): None})
    assert memory.recall("one", (Record, ("urn:app", "e1"))) == ()


def test_a_network_found_empty_is_known_whole() -> None:
    memory = Memory(most=2)
    memory.agree("one", 0)
    memory.keep("one", 1, {AT_ANN: ANN, AT_BOB: None})
    memory.agree("one", 1)
    assert memory.recall("one", AT_ANN) == (ANN,)
    assert memory.recall("one", AT_BOB) == (None,)
    assert memory.recall("one", (Identifier, ("email:cay@example.org",))) == (None,)
    assert memory.recall("one", (Record, ("urn:app", "e1"))) == ()


def test_a_network_is_known_whole_until_some_of_it_is_forgotten() -> None:
    memory = Memory(most=1)
    memory.agree("one", 0)
    memory.keep("one", 1, {AT_ANN: ANN, AT_BOB: BOB})
    assert memory.recall("one", AT_BOB) == (BOB,)
    assert memory.recall("one", AT_ANN) == ()


def test_a_network_is_known_whole_until_another_has_written() -> None:
    memory = Memory()
    memory.agree("one", 0)
    memory.agree("one", 1)
    assert memory.recall("one", AT_ANN) == ()
