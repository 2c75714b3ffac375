"""Asking about known vulnerabilities: reports that pip-audit really wrote, and no network."""
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from disclosure.cli import app
from disclosure.deliver.fault import Refused
from disclosure.supply import audit
from disclosure.supply.lock import pins

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def asked(monkeypatch, report: str):
    monkeypatch.setattr(audit, "ask", lambda *_: audit.read((HERE / "reports" / report).read_text("utf-8")))
    return CliRunner().invoke(app, ["audit"])


def test_a_vulnerability_is_told_with_its_remedy(monkeypatch) -> None:
    done = asked(monkeypatch, "one-fault.json")
    assert done.exit_code == 1
    assert "jinja2 3.1.0：PYSEC-2025-0000、CVE-2025-00000，已在 3.1.6 修好" in done.output
    assert "查了 2 个组件，有 1 个漏洞" in done.output


def test_not_known_is_not_safe(monkeypatch) -> None:
    """pip-audit itself ends with 0 and “No known vulnerabilities found” where the service knows none of the libraries."""
    done = asked(monkeypatch, "unknown.json")
    assert done.exit_code == 2
    assert "查不到的 2 个：jinja2" in done.output and "没有已公布的漏洞" not in done.output


def test_nothing_found(monkeypatch) -> None:
    done = asked(monkeypatch, "clean.json")
    assert (done.exit_code, "没有已公布的漏洞" in done.output) == (0, True)


@pytest.mark.parametrize("report", ["", "[]", "{}", '{"dependencies": [{}]}', "ERROR:pip_audit"])
def test_what_is_no_report_is_not_taken_for_a_clean_one(report) -> None:
    with pytest.raises(Refused, match="没有查成：连不上"):
        audit.read(report, "requests.exceptions.ConnectionError: Max retries exceeded")


def test_without_network_one_sentence_and_2(monkeypatch) -> None:
    for name, value in {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1", "PIP_CONFIG_FILE": "/dev/null", "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}.items():
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(app, ["audit"])
    assert done.exit_code == 2
    assert "没有查成：连不上下载源" in done.output and "Traceback" not in done.output


def test_its_lock_is_hashed_names_no_place_and_covers_pip_audit() -> None:
    text = (ROOT / "requirements-audit.lock").read_text("utf-8")
    assert "://" not in text
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]["audit"]
    assert {line.split(">")[0] for line in wanted} <= {pin.name for pin in pins(ROOT / "requirements-audit.lock")}
