"""Tables that are pasted or dropped: read as `import` reads them, shown with every doubt at its cell, and written only when somebody has said so."""
import base64
import json
import re
from importlib.util import find_spec

from disclosure.desk.many_tables import LIBRARIES
from disclosure.desk.jobs import Job, jobs_of
from disclosure.desk.journal import Step
from disclosure.desk.places import Astray
from disclosure.desk.routes import Desk, Given, Route, text
from disclosure.desk.wording import records
from disclosure.model.county import CATALOGUES, COLLECTIONS
from disclosure.model.register import REGISTERS
from disclosure.render.cells import title_of
from disclosure.write.style import Unwritable

LARGEST = 30_000_000
"""Bytes of a request with a file in it, which is a third longer there."""
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.A)
LACKING = "这台电脑上还没有读表格用的组件。请在开编辑台的窗口按 Ctrl+C，运行一次 python build.py import --help（要能上网，约 120 MB），再开编辑台"


class Reading(Job):
    """A table that is being read: its last line is what came of it."""

    def heard(self, line: str) -> None:
        try:
            told = json.loads(line)
        except ValueError:
            return super().heard(line)
        if "progress" in told:
            return super().heard(told["progress"])
        self.result = told

    result: dict | None = None


def targets(desk: Desk, given: Given) -> dict:
    """Where a table can go."""
    with desk.preview.lock:
        desk.preview.fresh()
        county = desk.sight.county
    found = [{"id": "each", "title": "按工作表名、表的标题，分到各个目录"}]
    if county is not None:
        own = [(name, one) for name in CATALOGUES if name in ("domains", "townships", "villages") for one in getattr(county, name).values()]
        found += [{"id": f"{name}/{one.id}", "title": f"{COLLECTIONS[name].noun}：{title_of(one)}"} for name, one in own]
    found += [{"id": f"registers/{name}", "title": f"台账：{collection.noun}"} for name, collection in REGISTERS.items()]
    return {"targets": found, "lacking": "" if all(map(find_spec, LIBRARIES)) else LACKING, **desk.saving.journal.told()}


def read(desk: Desk, given: Given) -> dict:
    """Begins to read what was pasted (`html`, `plain`) or a file (`name`, `data` in base64)."""
    target, retire = text(given, "target"), given.get("retire") or ""
    if target not in {one["id"] for one in targets(desk, given)["targets"]}:
        raise Astray("没有这个目录或者台账了，请重新选一个")
    if retire and not DAY.fullmatch(retire):
        raise Unwritable(f"停用的日期写成 2026-11-01 的样子，现在是“{retire}”")
    name, data = sent(given)
    if not data.strip():
        raise Unwritable("没有粘贴到表格。请在 Excel 或者 WPS 里选中表格（连同表头）复制，再在这里按 Ctrl+V")
    job = jobs_of(desk).begin(f"读{name}", ["-m", "disclosure.desk.many_tables", str(desk.saving.site), target, name, retire], "tables", data, Reading)
    return job.told()


def sent(given: Given) -> tuple[str, bytes]:
    """The file that was sent, or one made of what was pasted: a table with its merged cells where the clipboard had one."""
    if isinstance(given.get("data"), str):
        name = re.sub(r"[\\/:*?\"<>|\x00-\x1f\x7f\ud800-\udfff]", "_", text(given, "name")).strip(". ")[-80:] or "表格"
        try:
            return name, base64.b64decode(given["data"], validate=True)
        except ValueError:
            raise TypeError("data") from None
    html = given.get("html") or ""
    if isinstance(html, str) and "<t" in html.lower():
        return "粘贴的表格.html", f"<!doctype html><meta charset=utf-8>{html}".encode("utf-8", "replace")
    return "粘贴的表格.txt", text(given, "plain").encode("utf-8", "replace")


def result(desk: Desk, given: Given) -> dict:
    """What came of reading; `waiting` while it goes on."""
    job = jobs_of(desk).one(text(given, "id"))
    if not isinstance(job, Reading):
        raise Astray("没有这件事了，请重新做一次")
    if job.code is None:
        return {"waiting": True, **job.told()}
    if job.result is None:
        raise Unwritable("表格没有读成，什么也没有写。请再试一次；还是不行的，把表格发给维护人员" if not job.stopped else "已经停下，什么也没有写")
    if job.result.get("lacking"):
        raise Unwritable(LACKING)
    return {"waiting": False, **{key: value for key, value in job.result.items() if key != "texts"}, "files": list(job.result["texts"])}


def news(step: Step) -> list[dict]:
    """The records that a file has now and had not before, as links lead to them."""
    old, new = records(step.file, step.before), records(step.file, step.after)
    return [{"file": step.file, "at": key.split("/", 1) if key else [], "title": new[key][0]} for key in new if key not in old]


def write(desk: Desk, given: Given) -> dict:
    """Writes what was shown, where the files are still what the table was compared with."""
    result(desk, given)
    job, saving = jobs_of(desk).one(text(given, "id")), desk.saving
    steps = [Step(file, None if before is None else base64.b64decode(before), after.encode()) for file, (before, after) in job.result.get("texts", {}).items()]
    if not steps:
        raise Unwritable("没有要写的：表里的和目录里的一样，或者一项也没有读出来")
    rows = [one["rows"] for one in job.result["outcomes"]]
    label = f"导入表格：新增 {sum(one['new'] for one in rows)}，改动 {sum(one['changed'] for one in rows)}"
    with saving.journal.lock, desk.preview.lock:
        saving.write_all(steps, label)
    job.result["texts"] = {}
    return {"label": label, "new": [one for step in steps for one in news(step)], "files": [step.file for step in steps], **saving.journal.told()}


ROUTES = (
    Route("paste/targets", targets),
    Route("paste/read", read, writes=True, most=LARGEST),
    Route("paste/result", result),
    Route("paste/write", write, writes=True),
)
