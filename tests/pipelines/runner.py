"""A runner in little: executes the `run` steps of a GitHub workflow with bash, as GitHub would, and does in its own way what `uses` steps are for."""
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
USES = {"actions/checkout", "actions/setup-python", "actions/upload-artifact"}


@dataclass
class Outcome:
    """What a job came to: names of the steps that ran with their exit codes, what they printed, and what was kept."""

    steps: list[tuple[str, int]] = field(default_factory=list)
    output: str = ""
    kept: Path | None = None
    """The folder that was uploaded."""

    @property
    def failed(self) -> bool:
        return any(code for _, code in self.steps)


def workflow(name: str) -> dict:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def put_in(text: str, known: dict[str, dict[str, str]]) -> str:
    """Text with its `${{ vars.X }}` filled in; what is not set is empty, as on GitHub."""
    def value(match: re.Match) -> str:
        kind, name = match[1].strip().split(".")
        return known[kind].get(name, "")
    return re.sub(r"\$\{\{(.*?)\}\}", value, text)


def wanted(condition: str | None, event: str, known: dict, env: dict[str, str], failed: bool) -> bool:
    """The conditions that our workflows use; another is an error, for it would not be tried."""
    return {
        None: not failed,
        "${{ !cancelled() }}": True,
        "github.event_name == 'pull_request'": event == "pull_request",
        "github.event_name == 'push' && vars.PUBLISH_TARGET != ''": event == "push" and bool(known["vars"].get("PUBLISH_TARGET")),
        "startsWith(env.PUBLISH_TARGET, 'sftp:')": not failed and env.get("PUBLISH_TARGET", "").startswith("sftp:"),
    }[condition]


def run(definition: dict, event: str, clone: Path, aside: Path, path: str, known: dict[str, dict[str, str]]) -> dict[str, Outcome]:
    """Every job of the workflow for which `event` is meant; `aside` is the runner's own folder, `path` its PATH."""
    on = definition[True]  # YAML reads the key `on` as a truth value
    assert event in on
    outcomes = {}
    for name, job in definition["jobs"].items():
        job_env = {key: put_in(value, known) for key, value in job.get("env", {}).items()}
        if not wanted(job.get("if"), event, known, job_env, failed=False):
            continue
        outcome = outcomes[name] = Outcome()
        (aside / "env").touch()
        fixed = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event, "GITHUB_WORKSPACE": str(clone), "GITHUB_ENV": str(aside / "env"),
                 "RUNNER_TEMP": str(aside), "RUNNER_OS": "Linux", "XDG_CACHE_HOME": str(aside), "PATH": path,
                 **{key: value for key, value in os.environ.items() if key == "HOME" or key.startswith("PIP_") or key.lower().endswith("_proxy")},
                 **({"GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/1/merge"} if event == "pull_request" else {"GITHUB_REF": "refs/heads/main"})}
        for step in job["steps"]:
            title = step.get("name") or step.get("uses") or step["run"]
            if not wanted(step.get("if"), event, known, job_env, outcome.failed):
                continue
            if "uses" in step:
                action = step["uses"].split("@")[0]
                assert action in USES
                if action == "actions/upload-artifact":
                    outcome.kept = aside / step["with"]["name"]
                    shutil.copytree(clone / step["with"]["path"], outcome.kept)
                continue
            script = aside / "step.sh"
            script.write_text(put_in(step["run"], known), "utf-8")
            env = fixed | job_env | {key: put_in(value, known) for key, value in step.get("env", {}).items()}
            env |= dict(line.split("=", 1) for line in (aside / "env").read_text("utf-8").splitlines())
            done = subprocess.run(["bash", "-e", str(script)], cwd=clone, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
            outcome.steps.append((title, done.returncode))
            outcome.output += done.stdout
    return outcomes


def machine(folder: Path, clone: Path, real: bool) -> str:
    """A PATH on which `python` is found.  Without `real` it goes past the set-up of build.py (tried in tests/launcher) into the environment the tests
    run in: an installation of its own would take minutes."""
    folder.mkdir()
    python = folder / "python"
    if real:
        python.symlink_to(sys._base_executable)
    else:
        python.write_text('#!/bin/bash\ntest "$1" = build.py || exec ' + f'"{sys.executable}" "$@"\nshift\n'
                          f'PYTHONUTF8=1 PYTHONPATH="{clone}/plugins" exec "{sys.executable}" -P -m disclosure "$@"\n', "utf-8")
        python.chmod(0o755)
    return os.pathsep.join([str(folder), os.environ["PATH"]])
