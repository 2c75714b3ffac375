"""Why a bundle is not installed, in the keeper's words: the sentence on the screen, and the line of the table in docs/kiosk.md.  Nowhere else."""
from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.deliver.fault import Refused


@dataclass(frozen=True)
class Refusal:
    """`says`: what is on the screen, with what to do; `because`: what is mostly behind it."""

    says: str
    because: str


REFUSALS = {
    "not a bundle": Refusal("“{file}”不是一体机更新包，没有安装；请用政务公开办给的更新包（.zip）。", "拿错了文件，或者用别的程序重新压缩过"),
    "cut": Refusal("“{file}”没有拷完整，没有安装；请把更新包重新拷到 U 盘，等拷完再拔出。", "U 盘拔得太早，或 U 盘满了"),
    "not a key": Refusal("“{file}”不是公钥文件，没有安装；请用政务公开办给的 kiosk.pub。", "拿错了文件，或公钥文件损坏"),
    "other key": Refusal("更新包是用另一把钥匙签的（包上是 {theirs}，本机公钥是 {ours}），没有安装；请打电话问政务公开办是不是换了钥匙，不要自己换公钥文件。",
                         "换过钥匙没有通知，或者更新包不是政务公开办做的"),
    "pinned": Refusal("本机只认第一次安装时的公钥（指纹 {ours}），给的是另一把（{theirs}），没有安装；请打电话问政务公开办，换钥匙要有旧钥匙签过名的 kiosk.change。",
                      "换过钥匙没有带 kiosk.change，或者公钥不是政务公开办的"),
    "not a change": Refusal("“{file}”不是本机公钥（指纹 {ours}）签的换钥匙文件，没有安装；请用政务公开办给的 kiosk.change，没有换钥匙就把它拿走。",
                            "拿错了文件，或者本机已经换过、又换了一次"),
    "altered": Refusal("更新包被改动过或者已经损坏（{where}），没有安装；请换一个 U 盘重新拷贝，仍不行就请政务公开办重新做。", "U 盘有坏块，或者有人改过更新包"),
    "unreadable": Refusal("更新包读不出来（{reason}），没有安装；请换一个 U 盘重新拷贝。", "U 盘坏了或者中途被拔出"),
    "newer program": Refusal("更新包是用新版程序做的，本机的安装程序太旧，没有安装；请向政务公开办要新的 kiosk-apply.pyz。", "政务公开办的程序升级了"),
    "not whole": Refusal("更新包里的内容不对（{where}），没有安装；请政务公开办重新做更新包。", "做更新包的程序出了错，或者钥匙被别人拿到了：后一种要立即换钥匙"),
    "too large": Refusal("更新包太大（{where}），没有安装；请政务公开办重新做更新包。", "放进了不该放的大文件"),
    "not healthy": Refusal("新内容的首页打不开（{where}），没有换上；请政务公开办重新做更新包。", "生成的网页不全"),
    "older": Refusal("更新包（截至 {edition}，序号 {sequence}）比本机正在用的（截至 {current}，序号 {now}）旧，没有安装；请用最新的更新包，要退回前一版请用 --back。",
                     "拿了以前的更新包"),
    "same number": Refusal("更新包（{edition}）与本机正在用的（{current}）序号相同而内容不同，没有安装；请政务公开办用更大的序号重新做（kiosk --sequence {more}）。",
                           "同一个序号做了两个更新包，拿了先做的那个，或者是在两台电脑上做的"),
    "other county": Refusal("更新包是“{theirs}”的，本机装的是“{ours}”的，没有安装；请用本县的更新包，这台机器改归别的县的，请装到另一个文件夹（--to）。",
                            "拿了别的县的更新包；更新包没有写明是哪个县的，是用旧版程序做的，请用新版重做"),
    "nothing to add to": Refusal("这是增量更新包，要装在截至 {base} 的一版（序号 {number}）上，而“{target}”里还没有内容，没有安装；请先装完整的更新包。", "新机器，或者目标文件夹写错了"),
    "other base": Refusal("这是增量更新包，要装在截至 {base} 的一版（序号 {number}）上，本机是截至 {current} 的一版（序号 {now}），没有安装；请先装中间的那个更新包，或者用完整的更新包。",
                          "中间漏装了一次"),
    "damaged base": Refusal("本机正在用的内容有损坏（{where}），增量更新包装不上去，没有安装；请用完整的更新包。", "本机磁盘有问题，或者有人改过里面的文件"),
    "fell back": Refusal("新内容换上以后检查没有通过（{where}），已经自动退回截至 {edition} 的一版；请检查本机磁盘，再重新安装。", "本机磁盘有问题"),
    "taken out": Refusal("新内容换上以后检查没有通过（{where}），已经撤下，本机没有前一版；请检查本机磁盘，再重新安装。", "本机磁盘有问题"),
    "nothing before": Refusal("“{target}”里没有前一版，退不回去；请用政务公开办的更新包重新安装。", "只装过一次，或者已经退到最早的一版"),
    "damaged former": Refusal("前一版有损坏（{where}），没有退回；请用政务公开办的更新包重新安装。", "本机磁盘有问题，或者有人改过里面的文件"),
}


def refused(why: str, **told: object) -> Refused:
    return Refused(REFUSALS[why].says.format(**told))


def table() -> str:
    """All of them as a Markdown table for the keeper."""
    lines = [f"| {re.sub('{[a-z]+}', '…', one.says)} | {one.because} |" for one in REFUSALS.values()]
    return "\n".join(("| 屏幕上说 | 多半是因为 |", "| --- | --- |", *lines)) + "\n"
