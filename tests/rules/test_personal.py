"""The gate over labelled sets by two hands, in every kind of file: how much it finds, and how much of what it finds is right."""
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from disclosure.model.fields import Date
from disclosure.read.law import law
from disclosure.rules.all import RULES
from disclosure.rules.registry import Case
from disclosure.rules.shown import shown

sys.path.append(str(Path(__file__).parent / "personal"))
import carried  # noqa: E402
import lines  # noqa: E402
import rows  # noqa: E402
import third  # noqa: E402

CODES = ("C901", "C902", "C903", "C904", "C910", "C911")
COUNTY = SimpleNamespace(as_of=Date("2026-06-30"), division="359901", allowed_numbers=())
HANDS = {"first": (lines.FIRST_PERSONAL, lines.FIRST_HARMLESS), "second": (lines.SECOND_PERSONAL, lines.SECOND_HARMLESS), "third": (third.PERSONAL, third.HARMLESS)}


def codes(texts: dict[str, str]) -> set[str]:
    """The rules that speak."""
    case = Case(COUNTY, law(), texts)
    return {code for code in CODES if any(True for _ in RULES[code][1](case))}


def measured(name: str, personal: list, harmless: list, carry) -> None:
    """Recall at least 0.98, precision at least 0.97; prints both."""
    missed = [(code, text) for code, text in personal if code not in codes(carry(text))]
    false = [(text, told) for text in harmless if (told := codes(carry(text)))]
    found = len(personal) - len(missed)
    recall, precision = found / len(personal), found / (found + len(false))
    print(f"{name}: {len(personal)} personal, {len(harmless)} harmless, recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.98 and precision >= 0.97, f"missed: {missed}\nfalse: {false}"


@pytest.mark.parametrize("kind", carried.SENTENCES)
@pytest.mark.parametrize("hand", HANDS)
def test_sentences(hand: str, kind: str) -> None:
    measured(f"{hand} hand, {kind}", *HANDS[hand], carried.SENTENCES[kind])


@pytest.mark.parametrize("kind", carried.TABLES)
def test_tables(kind: str) -> None:
    measured(f"tables, {kind}", rows.PERSONAL, rows.HARMLESS, carried.TABLES[kind])


HOSTILE = {"digits": "1", "groups": "1 ", "dashes": "13-", "numbers": "359901198001010017 ", "glued": "359901198001010017", "mobiles": "13900000000\n", "cells": "13900000000\x1f",
           "tabs": "13900000000\t", "tags": "<b", "comments": "<!--", "entities": "1&#8203;", "stars": "1*", "backslashes": "\\", "entries": "\n - 1", "commas": "1, ", "brackets": "[1, ",
           "headings": "姓名\t出生\n", "names": "姓名：王样本，", "quotes": '"', "papers": "护照：", "address": "http://a"}


@pytest.mark.usefixtures("unburdened")
@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("file", ["a.md", "a.yml", "a.csv"])
def test_time_grows_with_the_text_alone(what: str, file: str) -> None:
    def seconds(size: int) -> float:
        started = time.process_time()
        text = shown(file, (HOSTILE[what] * size)[:size]).text
        case = Case(COUNTY, law(), {file: text})
        for code in CODES:
            list(RULES[code][1](case))
        return time.process_time() - started
    assert min(seconds(160_000) for _ in range(2)) < 10 * max(seconds(40_000), 0.05)
