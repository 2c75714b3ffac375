"""Attachments: a file that is dropped on a form goes to content/files/, where the gate lets it through."""
import hashlib
from pathlib import PurePosixPath

from disclosure.desk.places import ATTACHED, is_attachment, within
from disclosure.desk.routes import Desk, Given, Route, text
from disclosure.model.finding import Severity
from disclosure.read.names import composed, unfit
from disclosure.write import disk
from disclosure.write.style import Unwritable

INCOMING = "build/desk/incoming"
TRIES = 3
"""So often it is asked what would be found, on a machine that has much to do."""


def attach(desk: Desk, given: Given) -> dict:
    """Takes a file in.  Raises Unwritable with the gate's reasons where it must not be published as it is."""
    name, data = composed(PurePosixPath(text(given, "name").replace("\\", "/")).name).strip(), given["data"]
    file = f"{ATTACHED}{name}"
    if why := unfit(name):
        raise Unwritable(f"“{name}”{why}。请换一个文件名再放")
    if not name or not is_attachment(file):
        raise Unwritable(f"“{name}”是临时文件、备份文件的名字，不发布。请换一个文件名再放")
    if not data:
        raise Unwritable(f"“{name}”是空的，没有放")
    path, told = within(desk.saving.site, file), {"name": name, "findings": []}
    if path.exists():
        if path.read_bytes() != data:
            raise Unwritable(f"已经有一个叫“{name}”的附件，内容不一样，没有盖掉它。请换一个文件名再放，例如在后面加上年份或者 -2")
        return told | desk.saving.journal.told()
    folder = desk.saving.site / INCOMING
    if folder.resolve() != desk.saving.site.resolve() / INCOMING:
        raise Unwritable(f"{INCOMING} 是通往别处的链接，附件不写到那里")
    waiting = folder / hashlib.sha256(data).hexdigest()
    disk.replace(waiting, waiting.read_bytes() if waiting.exists() else None, data)
    try:
        asked = (desk.trials.findings(desk.trials.ask(f"attach {name}", file, waiting), last=True).findings for _ in range(TRIES))
        found = next((one for one in asked if one is not None), None)
    finally:
        waiting.unlink(missing_ok=True)
    if found is None:
        raise Unwritable("没有来得及检查，附件没有放进去。请再放一次")
    grave = [f for f in found if f.severity is Severity.ERROR]
    if grave:
        raise Unwritable(f"“{name}”现在不能发布，没有放进去：" + "；".join(f"{f.message}（{f.hint}）" if f.hint else f.message for f in grave[:5]))
    desk.saving.write(file, None, data, f"放入附件 {name}")
    return told | {"findings": [f.message for f in found if f.severity is Severity.WARNING]} | desk.saving.journal.told()


ROUTES = (Route("attach", attach, writes=True, raw=True, most=200_000_000),)
