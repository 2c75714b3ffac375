"""A miniature of this repository that sets itself up without a network: stub package, stub wheels, locks over them."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

PACKAGE = """
import importlib.metadata, json, os, sys
import needed
plugins = [entry.value for entry in importlib.metadata.entry_points(group="mkdocs.plugins") if entry.name == "disclosure"]
seen = ("PYTHONUTF8", "NO_MKDOCS_2_WARNING")
print(json.dumps({"args": sys.argv[1:], "cwd": os.getcwd(), "plugins": plugins, "prefix": sys.prefix,
                  "env": {name: os.environ.get(name) for name in seen}}))
sys.exit(int(os.environ.get("STUB_EXIT", "0")))
"""

# The smallest build backend that can install a project in place (PEP 660).
BACKEND = """
import os, zipfile
def build_editable(folder, settings=None, metadata=None):
    info = "disclosure-0.1.0.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, "disclosure-0.1.0-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("_disclosure.pth", os.path.abspath("plugins"))
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: disclosure\\nVersion: 0.1.0\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nGenerator: stub\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "entry_points.txt", "[mkdocs.plugins]\\ndisclosure = disclosure.host.plugin:DisclosurePlugin\\n")
        wheel.writestr(info + "RECORD", "")
    return "disclosure-0.1.0-py3-none-any.whl"
"""

PYTEST = """
import json, os, sys
print(json.dumps({"args": sys.argv[1:], "cwd": os.getcwd(), "chromium": os.environ["CHROMIUM"]}))
"""

PYPROJECT = """
[build-system]
requires = ["backend"]
build-backend = "backend"
[project]
name = "disclosure"
version = "0.1.0"
"""


def wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    """Writes a wheel and returns its line for a lock file."""
    info = f"{name}-1.0.dist-info/"
    files = files | {
        info + "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        info + "WHEEL": "Wheel-Version: 1.0\nGenerator: stub\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text.encode())}\n" for path, text in files.items())
    target = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(target, "w") as archive:
        for path, text in (files | {info + "RECORD": record + info + "RECORD,,\n"}).items():
            archive.writestr(path, text)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(target.read_bytes()).hexdigest()}\n"


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


class Project:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        shutil.copy(REPOSITORY / "build.py", folder)
        package = folder / "plugins" / "disclosure"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(PACKAGE, "utf-8")
        (folder / "pyproject.toml").write_text(PYPROJECT, "utf-8")
        (folder / "wheels").mkdir()
        lock = wheel(self.wheels, "needed", {"needed.py": ""}) + wheel(self.wheels, "backend", {"backend.py": BACKEND})
        (folder / "requirements.lock").write_text(lock, "utf-8")
        lock += wheel(self.wheels, "tabular", {"tabular.py": ""})
        (folder / "requirements-tables.lock").write_text(lock, "utf-8")
        lock += wheel(self.wheels, "pytest", {"pytest.py": PYTEST})
        (folder / "requirements-test.lock").write_text(lock, "utf-8")

    @property
    def wheels(self) -> Path:
        return self.folder / "wheels"

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    @property
    def log(self) -> str:
        return (self.folder / ".venv.log").read_text("utf-8")

    def start(self, *args: str, cwd: Path | None = None, python: str = sys.executable, **variables: str) -> subprocess.Popen:
        # No index answers: whatever is installed has come from wheels/.
        nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}
        environment = {**os.environ, **nowhere, **variables}
        environment.pop("PYTHONPATH", None)
        command = [python, str(self.folder / "build.py"), *args]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, cwd=cwd or self.folder, env=environment, encoding="utf-8", **pipes)

    def run(self, *args: str, **options: object) -> subprocess.CompletedProcess:
        process = self.start(*args, **options)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)
