"""All pipelines say the same in four dialects: the same commands, which exist; the same owners for the same files."""
import re
import shlex

import click
import pytest
import yaml

from disclosure.cli import app

from .runner import ROOT, workflow

COMMANDS = {"check", "check --format github", "check --format gitlab", "build", 'publish "$PUBLISH_TARGET" ${PUBLISH_ADDRESS:+--address "$PUBLISH_ADDRESS"}', "audit"}
"""Whatever a pipeline does with the program."""
SHIPPED = [".github/workflows/county.yml", ".github/workflows/audit.yml", ".gitea/workflows/county.yml", ".gitea/workflows/audit.yml", ".gitlab-ci.yml",
           ".workflow/check.yml", ".workflow/publish.yml"]


def scripts(node) -> list[str]:
    """Every line for the shell, wherever the dialect puts it."""
    if isinstance(node, dict):
        return [line for key, value in node.items() for line in
                ([value] if key == "run" else value if key in ("script", "commands") else scripts(value))]
    return [line for part in node for line in scripts(part)] if isinstance(node, list) else []


def commands(name: str) -> list[str]:
    text = "\n".join(scripts(workflow(name)))
    return [found.strip() for found in re.findall(r"python3? build\.py ([^|>\n]*)", text)]


@pytest.mark.parametrize("name", SHIPPED)
def test_commands_are_from_one_list(name: str) -> None:
    found = commands(name)
    assert found and set(found) <= COMMANDS


def test_each_platform_checks_builds_and_publishes() -> None:
    for files in (SHIPPED[:1], SHIPPED[2:3], SHIPPED[4:5], SHIPPED[5:]):
        verbs = {command.split()[0] for name in files for command in commands(name)}
        assert {"check", "build", "publish"} <= verbs, files


@pytest.mark.parametrize("line", sorted(COMMANDS))
def test_commands_exist(line: str) -> None:
    name, *words = shlex.split(line.replace('${PUBLISH_ADDRESS:+--address "$PUBLISH_ADDRESS"}', "--address https://example.invalid/"))
    command = app.get_command(click.Context(app), name)
    command.make_context(name, words, resilient_parsing=False)


def test_no_other_pipeline_is_there() -> None:
    found = {path.relative_to(ROOT).as_posix() for folder in (".github/workflows", ".gitea/workflows", ".workflow") for path in (ROOT / folder).iterdir()}
    assert found == {*SHIPPED, ".github/workflows/ci.yml"} - {".gitlab-ci.yml"}


def test_secrets_are_named_only_where_something_is_published() -> None:
    for name in (".github/workflows/county.yml", ".gitea/workflows/county.yml"):
        for job, what in workflow(name)["jobs"].items():
            assert ("secrets." in yaml.safe_dump(what)) == (job == "publish"), name


def test_gitlab_takes_the_names_and_publishes_only_what_is_merged() -> None:
    jobs = workflow(".gitlab-ci.yml")
    assert re.fullmatch(r"[A-Za-z0-9_][-A-Za-z0-9_ ]*", jobs["check"]["artifacts"]["expose_as"]), "else GitLab refuses the whole file"
    assert jobs["publish"]["rules"][0] == {"if": '$CI_PIPELINE_SOURCE == "schedule"', "when": "never"}, "the weekly audit publishes nothing"


def test_what_is_proposed_runs_without_the_means_to_push() -> None:
    for name in (".github/workflows/county.yml", ".gitea/workflows/county.yml"):
        checkout = workflow(name)["jobs"]["check"]["steps"][0]
        assert checkout["with"]["persist-credentials"] is False, name


def owners(name: str, path: str) -> list[str]:
    """Who is asked about `path`: on GitHub and GitLab the last line that fits, on Gitea every line that fits."""
    lines = [line.split() for line in (ROOT / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    if name.startswith(".gitea"):
        fits = [team for pattern, *teams in lines if (re.search(pattern.removeprefix("!"), path) is None) == pattern.startswith("!") for team in teams]
        return sorted(set(fits))
    return [teams for pattern, *teams in lines if pattern == "*" or f"/{path}".startswith(pattern)][-1]


@pytest.mark.parametrize("path", ["catalogues/county.yml", "catalogues/domains/jiaoyu.yml", "content/about.md", "content/files/a.pdf", "mkdocs.yml", "build.py",
                                  "plugins/disclosure/cli.py", "theme_overrides/main.html", "requirements.lock", ".github/CODEOWNERS", ".gitlab-ci.yml", ".vscode/tasks.json",
                                  "tests/county/catalogues/county.yml", "plugins/content/x.py"])
def test_three_lists_of_owners_agree(path: str) -> None:
    said = [owners(name, path) for name in (".github/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS")]
    team = "disclosure-office" if path.startswith(("catalogues/", "content/")) else "engineers"
    assert said == [[f"@example-county/{team}"]] * 3
