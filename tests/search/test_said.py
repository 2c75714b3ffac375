"""What is taken of the last build for the search data is what would be worked out anew."""
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disclosure.render.known import Known
from disclosure.render.search.said import Said, said

LINES = st.sets(st.text(alphabet="低保救助金养老院", min_size=1, max_size=8), max_size=8)
WORDS = ["低保", "养老", "救助金", "金", "养老院"]


@settings(deadline=None, max_examples=150)
@given(st.lists(LINES, min_size=2, max_size=5))
@example([{"低"}, {"低低", "低"}])  # one line and then two: what parts lines is no character of them
def test_lines_that_come_and_go(texts: list[set[str]]) -> None:
    last = Said()
    for lines in texts:
        last = said(lines, WORDS, last)
        assert last == said(lines, WORDS)
        assert last.chars == set("".join(lines)) and last.words == {word for word in WORDS if any(word in line for line in lines)}


def test_a_result_is_taken_where_it_was_made_from_the_same() -> None:
    first = Known()
    assert [first.same("a", [1], lambda: "one"), first.after("b", ["x"], 0, lambda last: last + 1)] == ["one", 1]
    again = Known(first.now)
    assert [again.same("a", [1], lambda: "two"), again.after("b", ["x"], 0, lambda last: last + 1)] == ["one", 2]
    other = Known(again.now)
    assert [other.same("a", [2], lambda: "three"), other.after("b", ["y"], 0, lambda last: last + 1)] == ["three", 1]
    assert other.now.keys() == {"a", "b"}
