"""The labelled texts as files of every kind: what check reads of them."""
import sys
from html import escape
from pathlib import Path

from disclosure.read.attachments.look import examine

sys.path.append(str(Path(__file__).parents[2] / "read"))
import documents as d  # noqa: E402


def pdf(text: str) -> bytes:
    """A PDF that says this, a line for each of its lines."""
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -12 Td " for line in text.split("\n"))
    table = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange " + " ".join(
        f"1 beginbfchar <{unit}> <{unit}> endbfchar" for unit in sorted({c.encode("utf-16-be").hex() for c in text if c != "\n"})) + " endcmap end"
    return d.pdf("<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>",
                 "<</Type/Font/Subtype/CIDFontType2/BaseFont/S/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>",
                 d.pdf_stream("", table.encode()), content=f"BT /F 9 Tf 20 800 Td {shown}ET".encode()).replace(b"/F 5 0 R", b"/F 6 0 R")


def parts(name: str, data: bytes) -> dict[str, str]:
    return {f"content/files/{name}" + (f"#{part}" if part else ""): text for part, text in examine(name, data).texts}


def sheet(rows: list[tuple[str, ...]]) -> bytes:
    return d.xlsx("".join("<row>" + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' for cell in row) + "</row>" for row in rows))


def csv(rows: list[tuple[str, ...]], mark: str = ",") -> bytes:
    return "\n".join(mark.join(f'"{cell}"' if mark in cell else cell for cell in row) for row in rows).encode() + b"\n"


def markdown(rows: list[tuple[str, ...]]) -> str:
    head, *rest = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(["# 名单", "", head, "|" + " --- |" * len(rows[0]), *rest, ""])


def yaml(text: str, hidden: bool = False) -> str:
    said = "".join(f"\\u{ord(c):04x}" for c in text) if hidden else ""
    return f'备注: "{said}"\n' if hidden else "备注: '" + text.replace("'", "''") + "'\n"


SENTENCES = {
    "YAML": lambda text: {"catalogues/domains/a.yml": yaml(text)},
    "YAML, escaped": lambda text: {"catalogues/domains/a.yml": yaml(text, hidden=True)},
    "Markdown": lambda text: {"content/a.md": f"# 公示\n\n{text}\n"},
    "csv": lambda text: parts("a.csv", csv([("序号", "内容", "金额"), ("1", text, "815")])),
    "xlsx": lambda text: parts("a.xlsx", sheet([("序号", "内容", "金额"), ("1", text, "815")])),
    "docx": lambda text: parts("a.docx", d.docx(d.para(escape(text[:7]), escape(text[7:])))),
    "pdf": lambda text: parts("a.pdf", pdf(text)),
    "page": lambda text: {"a.html": text},
}
"""How each kind of file carries a sentence."""
TABLES = {
    "Markdown": lambda rows: {"content/a.md": markdown(rows)},
    "YAML": lambda rows: {"catalogues/policies/a.yml": "正文: |\n" + "".join(f"  {line}\n" for line in markdown(rows).split("\n"))},
    "csv": lambda rows: parts("a.csv", csv(rows)),
    "tabs": lambda rows: parts("a.txt", csv(rows, "\t")),
    "xlsx": lambda rows: parts("a.xlsx", sheet([tuple(escape(cell) for cell in row) for row in rows])),
    "docx": lambda rows: parts("a.docx", d.docx(d.word_table(*rows))),
    "pdf": lambda rows: parts("a.pdf", pdf("\n".join("  ".join(cell.replace(" ", "") for cell in row) for row in rows))),
}
"""How each kind of file carries a table."""
