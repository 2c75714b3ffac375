"""Words in texts are found as `in` finds them."""
from hypothesis import given
from hypothesis import strategies as st

from disclosure.model.said import said

LETTERS = st.text("ab密.\\(\n", max_size=12)
WORDS = st.lists(st.text("ab密.\\(\n", min_size=1, max_size=3), max_size=6).map(tuple)


@given(LETTERS, WORDS)
def test_as_in_finds_them(text: str, words: tuple[str, ...]) -> None:
    assert said(text, words) == any(word in text for word in words)
