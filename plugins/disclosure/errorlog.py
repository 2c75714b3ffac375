"""What those who mend the program need to know of an error, in a file that only its owner can read and that nobody else can have laid out."""
import os
import tempfile
import traceback


def log(error: BaseException) -> str:
    """Writes how an error came about; says where, or that it could not be written, in a Chinese sentence.

    Every log has a new name of its own: in a folder that everybody may write into, a name known beforehand may be a link to somebody's file.
    """
    said = "".join(traceback.format_exception(error))
    try:
        handle, path = tempfile.mkstemp(prefix="disclosure-error-", suffix=".log")  # for its owner alone; never through a link
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(said)
    except OSError:
        return f"详情没有能写下来（临时文件夹 {tempdir()} 写不进），请把这句话发给维护人员：{said.strip().splitlines()[-1][:300]}"
    return f"详情写在 {path}，请把它发给维护人员。"


def tempdir() -> str:
    return os.environ.get("TMPDIR") or os.environ.get("TEMP") or "/tmp"
