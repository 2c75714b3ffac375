"""Page labels (页面标签): the <meta> elements by which supervisors and search engines read a government site.

Names and levels: 政府网站发展指引（国办发〔2017〕47号）附件《网页设计规范》; spelt as there, capitals included.  A label whose value the county's data
does not give is left out.  Several values stand in one label, separated by commas.
"""
from collections.abc import Iterable
from urllib.parse import urlsplit
from typing import NamedTuple

from markupsafe import Markup

from disclosure.model.county import County
from disclosure.render.escaping import escaped
from disclosure.render.output import Page


class Column(NamedTuple):
    """What a page says of the column (栏目) it belongs to."""

    name: str
    description: str
    keywords: tuple[str, ...]
    kind: str


def site_labels(county: County) -> Markup:
    """The labels of the whole site.  The domain is the portal's, wherever a copy of the site stands."""
    return metas((("SiteName", county.site_name), ("SiteDomain", urlsplit(county.portal_url or "").hostname), ("SiteIDCode", county.site_code)))


def column_labels(column: Column) -> Markup:
    return metas((("ColumnName", column.name), ("ColumnDescription", column.description), ("ColumnKeywords", ",".join(column.keywords)),
                  ("ColumnType", column.kind)))


def page_labels(page: Page, public: str, image: str) -> Markup:
    """The labels of one page.  `public`, `image`: its address and its first picture's for everyone, "" where the portal's is not known.

    PubDate is the date as it stands in the data: what time of day something was published nobody has written down.
    """
    rows = [("Description", page.description)]
    facts = page.facts
    if facts and facts.article:
        rows += [("ArticleTitle", page.title), ("PubDate", facts.dated), ("ContentSource", facts.source), ("Keywords", ",".join(facts.keywords)),
                 ("Author", "、".join(facts.authors)), ("Image", image), ("Url", public)]
    return metas(rows)


def metas(rows: Iterable[tuple[str, str | None]]) -> Markup:
    return Markup("\n".join([f'<meta name="{name}" content="{escaped(value)}">' for name, value in rows if value]))
