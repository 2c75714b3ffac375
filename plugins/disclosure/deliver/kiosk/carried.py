"""kiosk-apply as it is carried to a kiosk: plain lines, no library, and with a double click no option needed."""
from __future__ import annotations

import argparse
import datetime
import os
import sys
import time
from pathlib import Path
from typing import Callable, NoReturn

from disclosure.deliver import disk
from disclosure.deliver.fault import Refused, in_words
from disclosure.deliver.kiosk.bundle import CHANGE, Progress, change_leads_to, changed_key, fingerprint, pem, public_key
from disclosure.deliver.kiosk.install import back, install
from disclosure.deliver.kiosk.refusals import refused

TARGET = "kiosk"
"""Where an edition goes when nobody says where: this folder in the user's own."""
KEPT = "kiosk.pub"
"""The public key that the kiosk was first installed with stays there, however it was given: whoever changes bundle and key on a stick gains nothing."""
RULE = "─" * 30


def pinned(to: Path) -> bytes | None:
    """The public key that the kiosk was first installed with, None before that.  Raises Refused where it cannot be read: then nobody knows which it was."""
    kept = to / KEPT
    return public_key(kept) if os.path.lexists(kept) else None


def trusted(to: Path, key: Path | None, change: Path | None) -> bytes:
    """The key that has to have signed: the first one, until another is signed by it.  `key`: the one that is given, needed the first time.  Raises Refused."""
    ours, given = pinned(to), public_key(key) if key else None
    if ours is None:
        if given is None:
            raise Refused(f"“{to}”里还没有公钥；请写明第一次用的公钥（--public-key）。")
        return given
    if change:
        changed = ours if given == ours else changed_key(change, ours)
        if given in (None, ours, changed):
            return changed
    if given not in (None, ours):
        raise refused("pinned", ours=fingerprint(ours), theirs=fingerprint(given or b""))
    return ours


def apply(file: Path, to: Path, key: Path | None, change: Path | None, say: Callable[[str], None], progress: Progress) -> None:
    """Installs a bundle, keeps the key that signed it, and tells the keeper.  Raises Refused, OSError."""
    public = trusted(to, key, change)
    say(f"更新包：{file.name}")
    say(f"公　钥：{key.name if key else KEPT}（指纹 {fingerprint(public)}）")
    say(f"装　到：{to}")
    done = install(file, to, public, progress)
    if public != pinned(to):
        disk.replace(to / KEPT, pem(public))
    say(RULE)
    say("本机已经是这一版，没有要换的。" if done.already else "已经换好。")
    say(f"截至日期：{done.manifest.edition}　序号：{done.manifest.sequence}　有效期至：{done.valid_until}")
    if done.manifest.owner:
        say(f"县：{done.manifest.owner}")
    say(f"校验码：{done.manifest.name[-8:]}　一体机打开：{to / 'current' / 'index.html'}")
    for note in done.notes:
        say(note)
    if done.valid_until < datetime.date.today().isoformat():
        say("注意：按本机时钟，这一版已经过了有效期，请尽快向政务公开办要新的更新包。")


def go_back(to: Path, say: Callable[[str], None]) -> None:
    """Puts the former edition back and tells the keeper.  Raises Refused, OSError."""
    former = back(to)
    say(RULE)
    say("已经退回前一版。")
    say(f"截至日期：{former.edition}　序号：{former.sequence}　校验码：{former.name[-8:]}")


def lying_here(folder: Path, ending: str, what: str) -> Path:
    """The one file with an ending beside the program.  Raises Refused."""
    there = sorted(p for p in folder.iterdir() if p.suffix.lower() == ending and not p.name.startswith("."))
    if len(there) == 1:
        return there[0]
    if there:
        raise Refused(f"这里有 {len(there)} 个{what}（{'、'.join(p.name for p in there)}），不知道用哪一个；请只留下要装的那一个，再双击一次。")
    raise Refused(f"“{folder}”里没有{what}（*{ending}）；请把它和本程序放在同一个文件夹里，再双击一次。")


class Chinese(argparse.HelpFormatter):
    """argparse's help in the keeper's language."""

    WORDS = {"positional arguments": "文件", "options": "选项", "optional arguments": "选项"}

    def add_usage(self, usage, actions, groups, prefix=None) -> None:
        super().add_usage(usage, actions, groups, "用法：")

    def start_section(self, heading) -> None:
        super().start_section(self.WORDS.get(heading, heading))


class Parser(argparse.ArgumentParser):
    """Misuse told in Chinese."""

    def error(self, message: str) -> NoReturn:
        for english, chinese in (("unrecognized arguments", "没有这样的选项"), ("expected one argument", "后面要写一个值"), ("argument ", "")):
            message = message.replace(english, chinese)
        print(f"命令写法不对：{message}\n用 --help 看有哪些选项。", file=sys.stderr)
        sys.exit(2)


def drawn(what: str, done: int, total: int, last: list = []) -> None:  # what was drawn last is kept between calls
    """Percentages, four times a second, where somebody is watching."""
    if sys.stderr.isatty() and (time.monotonic() - (last or [0.0])[0] > 0.25 or done == total):
        last[:] = [time.monotonic()]
        print(f"\r{what} {100 * done // max(total, 1)}%   ", end="\n" if done == total else "", file=sys.stderr, flush=True)


def main() -> None:
    """Exit code 0 when the edition is in place, 1 when it is refused, 2 for misuse."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    parser = Parser(prog="kiosk-apply", description="核对一体机更新包，装到本机；不写任何选项时，用本程序旁边的 .zip 和 .pub；第一次用的公钥留在本机，以后只认它。", add_help=False,
                    formatter_class=Chinese, usage="kiosk-apply [更新包.zip] [--to 文件夹] [--public-key kiosk.pub] [--key-change kiosk.change] [--back]")
    parser.add_argument("file", nargs="?", type=Path, metavar="更新包.zip", help="更新包")
    parser.add_argument("--to", type=Path, default=Path.home() / TARGET, metavar="文件夹", help="装到哪个文件夹，默认是 %(default)s；一体机打开其中的 current/index.html")
    parser.add_argument("--public-key", type=Path, metavar="FILE", help="公钥，默认是本机留着的；第一次用本程序旁边的 .pub")
    parser.add_argument("--key-change", type=Path, metavar="FILE", help="换钥匙的 %s，默认用本程序旁边的" % CHANGE)
    parser.add_argument("--back", action="store_true", help="退回前一版")
    parser.add_argument("--help", "-h", action="help", help="显示这个说明")
    told = parser.parse_args()
    here = Path(sys.argv[0]).absolute().parent
    to = told.to.absolute()
    code = 1
    print(f"{RULE}\n政务公开一体机　更新\n{RULE}", flush=True)
    try:
        if told.back:
            go_back(to, print)
        else:
            file = told.file or lying_here(here, ".zip", "更新包")
            key = told.public_key or (None if pinned(to) else lying_here(here, ".pub", "公钥"))
            beside = here / CHANGE
            change = told.key_change or (beside if beside.exists() and not change_leads_to(beside, pinned(to)) else None)
            apply(file, to, key, change, print, drawn)
        code = 0
    except Refused as refusal:
        print(f"{RULE}\n{refusal}", file=sys.stderr)
    except OSError as error:
        print(f"{RULE}\n没有装好：{in_words(error)}；请检查本机磁盘的空间和权限，再装一次。", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"{RULE}\n已停止；请再装一次。", file=sys.stderr)
    if code and (to / "current").exists():
        print("一体机上正在用的内容没有动。", file=sys.stderr, flush=True)
    if len(sys.argv) == 1 and sys.stdin and sys.stdin.isatty():
        input("按回车键关闭本窗口。")
    sys.exit(code)
