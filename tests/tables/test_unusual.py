"""The importer against tables in habits that no recipe draws: nothing of them is wrong without a word, and hardly anything is told for nothing."""
from pathlib import Path

import pytest
from corpus import unusual_books, unusual_pages
from corpus.judge import run


@pytest.mark.parametrize("case", [*unusual_books.CASES, *unusual_pages.CASES], ids=lambda case: case.__name__)
def test_an_unusual_table(case, tmp_path: Path) -> None:
    made = case()
    score = run(made, tmp_path)
    assert not score.wrong and not score.missed and not score.codes, score.said
    assert score.noise <= 1, score.said
