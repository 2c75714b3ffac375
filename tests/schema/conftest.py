"""What `--bless` writes is written before it is read: one run is enough after a new kind of record."""
import pytest

WRITERS = ("test_the_committed_files_are_up_to_date", "test_the_committed_page_is_up_to_date", "test_the_page_of_the_registers_is_up_to_date")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--bless"):
        items.sort(key=lambda item: getattr(item, "originalname", item.name) not in WRITERS)
