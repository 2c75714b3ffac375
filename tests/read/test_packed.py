"""Places of values are packed, and read like the dicts that they stand for."""
import pickle
import random

import pytest

from disclosure.model.place import NO_PARTS, NO_SPANS, Parts, Span, Spans

CODES = ("name", "content", "basis", "channels", "levels")


@pytest.mark.parametrize("seed", range(20))
def test_packed_places_are_those_that_were_packed(seed: int) -> None:
    dice = random.Random(seed)

    def span() -> Span:
        return tuple(dice.choice((1, 7, 255, 256, 70_000, 2_000_000)) for _ in range(4))
    there = dice.sample(CODES, dice.randrange(len(CODES) + 1))
    spans, parts = {code: span() for code in there}, {code: tuple(span() for _ in range(dice.randrange(4))) for code in there}
    for plain, packed in ((spans, Spans.of(spans)), (parts, Parts.of(parts))):
        assert {**packed} == plain and list(packed) == there and len(packed) == len(there) and bool(packed) == bool(there)
        assert [code in packed for code in CODES] == [code in plain for code in CODES]
        assert [packed.get(code, "none") for code in CODES] == [plain.get(code, "none") for code in CODES]
        assert pickle.loads(pickle.dumps(packed)) == packed and hash(pickle.loads(pickle.dumps(packed))) == hash(packed)
        assert type(packed).of(packed) is packed and eval(repr(packed)) == packed  # marks are made of what it is written as
    cut = dice.randrange(len(parts) + 1)
    first, others = dict([*parts.items()][:cut]), dict([*parts.items()][cut:])
    assert Parts.of(first) | others == Parts.of(parts) and Parts.of(first) | {} == Parts.of(first)
    with pytest.raises(KeyError):
        Spans.of(spans)["nowhere"]


def test_nothing_is_there_once() -> None:
    assert Spans.of({}) is NO_SPANS and Parts.of({}) is NO_PARTS
