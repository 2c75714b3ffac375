"""The made tables are what they say they are: every doubt is in one of them, none repeats the other's answer, the same seed gives the same bytes."""
import pytest
from corpus.damage import DAMAGES
from corpus.make import Made, by_lot, every, made_of
from corpus.plan import FORMS
from disclosure.tables.doubt import DOUBTS

ELSEWHERE = {
    "T105": "corpus/refused.py", "T106": "a notice about a whole table: test_told.py", "T305": "needs a catalogue that exists", "T306": "needs a catalogue that exists", "T430": "depends on the format's bounds"}
"""Doubts that no made table can have, and why."""


@pytest.fixture(scope="module")
def mades() -> list[Made]:
    return [made_of(recipe) for recipe in every()]


def test_every_doubt_is_made(mades: list[Made]) -> None:
    made = {code for one in mades for doubt in one.doubts for code in doubt["codes"]}
    made |= {"T101", "T102"} if any(recipe.get("sheets") for recipe in every()) else set()
    assert made | set(ELSEWHERE) == set(DOUBTS)


def test_every_form_and_every_damage_is_used() -> None:
    assert {recipe["form"] for recipe in [*every(), *map(by_lot, range(300))]} == set(FORMS)
    assert {name for recipe in every() for name in recipe.get("damages", [])} == set(DAMAGES)


def test_a_row_of_the_answer_is_a_row_of_the_table(mades: list[Made]) -> None:
    for made in mades:
        assert made.data and made.rows, made.id
        names = [(row["table"], row["row"]) for row in made.rows]
        assert len(set(names)) == len(names), made.id


def test_the_same_seed_gives_the_same_answer() -> None:
    for n in (3, 8):
        one, two = made_of(by_lot(n)), made_of(by_lot(n))
        assert (one.rows, one.doubts) == (two.rows, two.doubts)
