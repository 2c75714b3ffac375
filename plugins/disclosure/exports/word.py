"""docx: a document for each catalogue or register, the form on A3 across: the head on every page, no row split over two.

The table is written as XML and parsed once: python-docx's own cells would take minutes for a large catalogue.
"""
import datetime
import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

from disclosure.exports.sheets import forms, stem
from disclosure.exports.wanted import Wanted
from disclosure.model.fields import Date
from disclosure.render.form import Form
from disclosure.render.output import Output
from disclosure.render.relations import active
from disclosure.render.workbook import stored

A3 = (23811, 16838)
"""Width and height of the page across, in twentieths of a point."""
EDGE = 720
"""Half an inch."""
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT, HEADING = "宋体", "黑体"


UNWANTED = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml", "numbering")
"""Parts of the library's own template: a picture of it, the program that is said to have made it, and what no table needs."""
STYLES = ("Normal", "Title", "Footer", "DefaultParagraphFont", "TableNormal")


def documents(wanted: Wanted) -> Iterator[Output]:
    def made(path: str, owners: list, registers: list) -> Output:
        return Output(path, lambda: document(forms(wanted, owners, registers)[0], wanted.county.as_of))
    for owner in wanted.catalogues:
        if active(owner.items):
            yield made(f"{stem(owner.address)}.docx", [owner], [])
    for collection in wanted.registers:
        yield made(f"{collection.name}.docx", [], [collection])


def document(form: Form, as_of: Date) -> bytes:
    """The bytes of the document; the same for the same form."""
    import docx
    from docx.oxml import parse_xml
    made = docx.Document()
    body = made.element.body
    for part in list(body):
        body.remove(part)
    for xml in (paragraph(form.title, HEADING, 36, "Title"), table(form), paragraph(form.foot, TEXT, 20), section()):
        body.append(parse_xml(xml))
    footer = made.sections[0].footer
    footer.is_linked_to_previous = False
    footer._element.replace(footer.paragraphs[0]._p, parse_xml(page_numbers()))
    language(made, parse_xml)
    about = made.core_properties
    day = datetime.datetime.combine(as_of.day, datetime.time())
    about.title, about.created, about.modified, about.revision = form.title, day, day, 1
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = about.category = ""
    about.language = "zh-CN"
    for owner in (made.part.package, made.part):
        for name, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in UNWANTED:
                del owner.rels[name]
    out = io.BytesIO()
    made.save(out)
    return stored(out.getvalue(), as_of)


def language(made, parse_xml) -> None:
    """The few styles that are used; Chinese, and the typeface of the text, wherever nothing else is said: for those who have it read to them, and who write in it."""
    from docx.oxml.ns import qn
    for style in list(made.styles.element):
        if style.tag == qn("w:latentStyles") or style.tag == qn("w:style") and style.get(qn("w:styleId")) not in STYLES:
            made.styles.element.remove(style)
    for link in list(made.styles.element.iter(qn("w:link"))):  # to a style that is gone
        link.getparent().remove(link)
    made.settings.element.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    spacing = next(made.styles.element.find(qn("w:docDefaults")).iter(qn("w:spacing")))
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "240")
    defaults = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for part in list(defaults):
        defaults.remove(part)
    for xml in (f'<w:rFonts {NAMESPACE} w:ascii="{TEXT}" w:hAnsi="{TEXT}" w:eastAsia="{TEXT}" w:cs="{TEXT}"/>', f'<w:sz {NAMESPACE} w:val="20"/>',
                f'<w:lang {NAMESPACE} w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'):
        defaults.append(parse_xml(xml))


def run(text: str, font: str, half_points: int, bold: bool = False) -> str:
    """Text in one typeface, with its line breaks."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>{"<w:b/>" if bold else ""}<w:color w:val="000000"/><w:sz w:val="{half_points}"/>'
    return f"<w:r><w:rPr>{look}</w:rPr>{lines}</w:r>"


def paragraph(text: str, font: str, half_points: int, style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/><w:pBdr><w:bottom w:val="nil"/></w:pBdr><w:spacing w:before="0" w:after="120"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>' if style else ""
    return f"<w:p {NAMESPACE}><w:pPr>{named}</w:pPr>{run(text, font, half_points)}</w:p>"


def section() -> str:
    return (f'<w:sectPr {NAMESPACE}><w:pgSz w:w="{A3[0]}" w:h="{A3[1]}" w:orient="landscape"/>'
            f'<w:pgMar w:top="864" w:right="{EDGE}" w:bottom="864" w:left="{EDGE}" w:header="432" w:footer="432" w:gutter="0"/></w:sectPr>')


def page_numbers() -> str:
    def counted(what: str) -> str:
        return f'<w:fldSimple w:instr=" {what} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return (f'<w:p {NAMESPACE}><w:pPr><w:jc w:val="center"/></w:pPr>{run("第 ", TEXT, 18)}{counted("PAGE")}{run(" 页，共 ", TEXT, 18)}'
            f'{counted("NUMPAGES")}{run(" 页", TEXT, 18)}</w:p>')


# -- the table -----------------------------------------------------------------------------------
def table(form: Form) -> str:
    """The form: heads that cover several cells, the first level over its rows."""
    widths = shares([leaf.width for leaf in form.leaves], A3[0] - 2 * EDGE)
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    margins = "".join(f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
    about = (f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
             f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{escape(form.title, {chr(34): "&quot;"})}"/></w:tblPr>')
    grid = f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{width}{chr(34)}/>' for width in widths)}</w:tblGrid>"
    return f"<w:tbl {NAMESPACE}>{about}{grid}{''.join(head_rows(form, widths))}{''.join(rows(form, widths))}</w:tbl>"


def shares(parts: list[float], whole: int) -> list[int]:
    """Whole numbers in proportion to the parts, that make up the whole."""
    ends = [round(whole * sum(parts[:n]) / sum(parts)) for n in range(len(parts) + 1)]
    return [end - start for start, end in zip(ends, ends[1:], strict=False)]


def head_rows(form: Form, widths: list[int]) -> Iterator[str]:
    cells = form.heads()
    for row in range(2 if form.two_rows else 1):
        made = []
        for first, column, last, last_column, text in sorted((c for c in cells if c[0] <= row <= c[2]), key=lambda c: c[1]):
            merge = "" if first == last else "restart" if row == first else "continue"
            made.append(cell(text if row == first else "", sum(widths[column:last_column + 1]), last_column - column + 1, merge, centred=True, head=True))
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(made)}</w:tr>"


def rows(form: Form, widths: list[int]) -> Iterator[str]:
    starts = {first for first, _ in form.runs}
    covered = {row for first, end in form.runs for row in range(first, end + 1)}
    for n, texts in enumerate(form.rows):
        made = []
        for at, (leaf, width, text) in enumerate(zip(form.leaves, widths, texts, strict=True)):
            if n in form.wide and leaf.shared:
                made.append(cell(texts[at + 1], width + widths[at + 1], 2, "", centred=False))
                continue
            if n in form.wide and at and form.leaves[at - 1].shared:
                continue
            merge = ("restart" if n in starts else "continue") if leaf.shared and n in covered else ""
            made.append(cell("" if merge == "continue" else text, width, 1, merge, centred=leaf.ticked or not leaf.code))
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(made)}</w:tr>"


def cell(text: str, width: int, columns: int, merge: str, centred: bool, head: bool = False) -> str:
    spans = (f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else "") + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="E8EEF4"/>' if head else ""
    look = f'<w:pPr><w:spacing w:before="0" w:after="0"/>{"<w:jc w:val=" + chr(34) + "center" + chr(34) + "/>" if centred else ""}</w:pPr>'
    inside = run(text, TEXT, 20 if head else 18, head) if text else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{shade}<w:vAlign w:val="center"/></w:tcPr><w:p>{look}{inside}</w:p></w:tc>'
