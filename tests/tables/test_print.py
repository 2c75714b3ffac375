"""What is printed says what the county says, the same bytes everywhere, and text is only ever text."""
import pytest
from disclosure.model.registers.participation import OPEN
from disclosure.render.relations import active

from printed import COUNTY, bare, bookmarks, demonstration, faults, files, reader, sample, text, wanted


@pytest.fixture(scope="module")
def notices() -> dict[str, bytes]:
    return files("notice", sample())


def test_a_sheet_a_matter_with_what_it_says(notices: dict[str, bytes]) -> None:
    county = sample().county
    owners = [owner for owner in (*county.villages.values(), *county.townships.values()) if active(owner.items)]
    assert [f"notice/{owner.folder}/{owner.id}.pdf" for owner in owners] == list(notices)
    for owner in owners:
        data = notices[f"notice/{owner.folder}/{owner.id}.pdf"]
        pages = [bare(page.extract_text()) for page in reader(data).pages]
        matters = active(owner.items)
        assert len(pages) == len(matters), "one sheet each"
        for page, item in zip(pages, matters, strict=True):
            for said in (item.name, *item.content, *item.basis, item.time_limit, *(one.label for one in item.disclosers)):
                assert bare(said) in page
            assert county.portal_url is None or item.address in page
        assert [title for _, title in bookmarks(data)] == [item.name for item in matters]
        assert faults(data) == []


def test_a_sheet_a_first_level() -> None:
    one = wanted(COUNTY, by="group", paper="A3")
    for path, data in files("notice", one).items():
        owner = next(o for o in one.county.catalogues if path == f"notice/{o.folder}/{o.id}.pdf")
        groups = list(dict.fromkeys(item.category or item.name for item in active(owner.items)))
        assert [title for _, title in bookmarks(data)] == groups
        assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader(data).pages} == {(842, 1191)}


def test_what_was_paid_and_what_may_be_commented_on() -> None:
    one = demonstration()
    from disclosure.exports.print.notice import notices as made
    there = {file.path: file for file in made(one)}
    paid, asked = there["notice/subsidies.pdf"].data, there["notice/decisions.pdf"].data
    subsidies = [s for s in one.county.subsidies.values() if s.payments and not s.retired]
    assert len(reader(paid).pages) == len(subsidies)
    for subsidy in subsidies:
        newest = max(subsidy.payments, key=lambda payment: payment.date)
        assert f"{newest.amount.value:,}" in text(paid) and bare(subsidy.rate) in text(paid) and subsidy.supervision in text(paid)
    opened = [d for d in one.county.decisions.values() if d.state(one.county.as_of) == OPEN]
    assert len(reader(asked).pages) == len(opened) > 0
    for decision in opened:
        assert all(bare(way.details) in text(asked) for way in decision.consultation.ways)
