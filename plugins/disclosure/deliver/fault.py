"""What can keep a delivery from being made, in words for the person who asked for it."""
from __future__ import annotations

import errno

WORDS = {
    errno.ENOSPC: "磁盘满了", errno.EDQUOT: "磁盘配额用完了", errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错，可能有损坏", errno.EBUSY: "正被别的程序占用", errno.ENAMETOOLONG: "路径太长", errno.EMFILE: "打开的文件太多",
    errno.ENOENT: "文件或文件夹不存在", errno.ENOTDIR: "同名的文件占了文件夹的位置", errno.EISDIR: "同名的文件夹占了文件的位置", errno.EEXIST: "已有同名的文件",
}
"""What the system says, by errno."""


class Refused(Exception):
    """A delivery that is not made, or not finished; its text is one Chinese sentence, without passwords."""


def in_words(error: OSError) -> str:
    """A failure of the file system in Chinese, with the file it happened at."""
    reason = WORDS.get(error.errno or 0) or error.strerror or str(error)
    return reason + (f"（{error.filename}）" if error.filename else "")
