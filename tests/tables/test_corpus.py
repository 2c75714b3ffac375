"""The importer against tables that somebody else made: every habit that was seen in published tables, every doubt, in every format.

What has to come out was written down when the table was made (corpus/), never read off the importer.  `--soak` draws some hundred more by lot.
"""
from pathlib import Path

import pytest
from corpus.judge import Score, again, run
from corpus.make import Made, by_lot, every, made_of
from corpus.refused import files

SAMPLE = 9
"""How many recipes and lots CI takes; which, is the same every time."""
LOTS = 300


def total(scores: list[Score]) -> None:
    """The bounds: nothing wrong without a word, nothing missed, hardly any noise."""
    right, told, wrong, missed, noise, listed = (sum(getattr(s, k) for s in scores) for k in ("right", "told", "wrong", "missed", "noise", "listed"))
    cells = right + told + wrong
    words = "\n".join(line for s in scores for line in s.said)
    print(f"{len(scores)} files, {cells} cells: right {right} ({right / max(cells, 1):.2%}), told {told}, WRONG {wrong}; listed {listed}, MISSED {missed}, noise {noise}\n{words}")
    assert not wrong and not missed, words
    assert noise <= 0.02 * cells, words
    assert right >= 0.99 * cells, words
    assert not sum(s.codes for s in scores), words


def scored(made: list[Made], folder: Path) -> list[Score]:
    out = []
    for n, one in enumerate(made):
        site = folder / str(n)
        site.mkdir()
        out.append(run(one, site))
    return out


def test_tables_of_every_habit(soak: bool, tmp_path: Path) -> None:
    recipes = every()
    total(scored([made_of(r) for r in (recipes if soak else recipes[::len(recipes) // SAMPLE])], tmp_path))


def test_tables_drawn_by_lot(soak: bool, tmp_path: Path) -> None:
    total(scored([made_of(by_lot(n)) for n in range(LOTS if soak else SAMPLE)], tmp_path))


@pytest.mark.parametrize("made", list(files()), ids=lambda made: made.file)
def test_what_cannot_be_read_is_refused(made: Made, tmp_path: Path) -> None:
    score = run(made, tmp_path)
    assert not score.wrong, score.said


def test_importing_twice_changes_nothing(soak: bool, tmp_path: Path) -> None:
    recipes = every()
    for n, recipe in enumerate(recipes if soak else recipes[5::len(recipes) // 6]):
        made, site = made_of(recipe), tmp_path / str(n)
        site.mkdir()
        run(made, site)
        before = {path: path.read_bytes() for path in (site / "catalogues").rglob("*.yml")}
        again(made, site)
        assert {path: path.read_bytes() for path in (site / "catalogues").rglob("*.yml")} == before, made.id
