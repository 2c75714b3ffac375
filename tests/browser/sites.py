"""Builds of the two counties, and one page of each kind in them."""
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from disclosure.model.county import COLLECTIONS

ROOT = Path(__file__).parents[2]
COUNTIES = {"demo": ROOT, "golden": ROOT / "tests" / "county"}
"""The demonstration county has content for every page; the golden one has the odd cases."""
REGISTERS = [collection for collection in COLLECTIONS.values() if collection.shelf]


def build(county: str | Path, out: Path, *options: str) -> Path:
    """Builds one of the counties, or another by its folder."""
    env = os.environ | {"PYTHONPATH": str(ROOT / "plugins"), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-P", "-m", "disclosure", "build", "--site", str(COUNTIES.get(county, county)), "--out", str(out), "--office", f"{out}-office", *options], cwd=ROOT, env=env,
                          capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


class Kind(NamedTuple):
    """A kind of page: where such pages lie, and what only they say."""

    name: str
    county: str
    pattern: str
    says: str = ""

    def find(self, folder: Path) -> str:
        for page in sorted(folder.glob(self.pattern)):
            if self.says in page.read_text("utf-8"):
                return page.relative_to(folder).as_posix()
        raise AssertionError(f"no page {self.pattern} of {self.county} says {self.says!r}")


KINDS = [
    Kind("home", "demo", "index.html"),
    Kind("domains", "demo", "domains.html"),
    Kind("domain", "demo", "domains/*.html", 'class="i i-check"'),
    Kind("domain-retired", "demo", "domains/*.html", "<h2>已停用的事项</h2>"),
    Kind("matter", "demo", "domains/*/*.html", "<h2>政策、解读与流程</h2>"),
    Kind("matter-records", "demo", "domains/*/*.html", "形成日期</th>"),
    Kind("matter-retired", "demo", "domains/*/*.html", "停用</b>"),
    Kind("townships", "demo", "townships.html"),
    Kind("township", "demo", "townships/*.html", 'class="diff"'),
    Kind("township-empty", "golden", "townships/*.html", "还没有公布事项"),
    Kind("township-matter", "demo", "townships/*/*.html", "与县级的差异</h2>"),
    Kind("villages", "demo", "villages.html"),
    Kind("village", "demo", "villages/*.html"),
    Kind("village-matter", "demo", "villages/*/*.html"),
    Kind("policies", "demo", "policies.html"),
    Kind("policy", "demo", "policies/*.html", "落实情况</h2>"),
    Kind("policy-withheld", "golden", "policies/*.html", "本文件不予公开</b>"),
    Kind("interpretation-figures", "demo", "policies/*/*.html", 'class="bars"'),
    Kind("interpretation-questions", "demo", "policies/*/*.html", 'class="qa"'),
    Kind("interpretation-text", "demo", "policies/*/*.html", "<h2>解读</h2>"),
    Kind("interpretation-picture", "golden", "policies/*/*.html", "<figure>"),
    Kind("interpretation-video", "golden", "policies/*/*.html", "<h2>看视频</h2>"),
    Kind("flows", "demo", "flows.html"),
    Kind("benefits", "demo", "benefits.html"),
    Kind("channels", "demo", "channels.html"),
    Kind("unit-group", "demo", "units/*.html", "这是统称"),
    Kind("unit-heads", "demo", "units/*.html", "<h2>负责人</h2>"),
    Kind("flow", "demo", "flows/*.html"),
    Kind("units", "demo", "units.html"),
    Kind("unit", "demo", "units/*.html", "发布、起草的政策</h2>"),
    Kind("interpreters", "demo", "interpreters.html"),
    Kind("interpreter", "demo", "interpreters/*.html"),
    Kind("deadline", "demo", "deadline.html"),
    Kind("fee", "demo", "fee.html"),
    Kind("life", "demo", "life.html"),
    Kind("data", "demo", "data.html"),
    Kind("history", "demo", "history.html"),
    Kind("proof", "demo", "proof.html"),
    Kind("sitemap", "demo", "sitemap.html"),
    Kind("accessibility", "demo", "accessibility.html"),
    Kind("search", "demo", "search.html"),
    Kind("guide", "demo", "guide.html"),
    Kind("about", "demo", "about.html"),
    Kind("written", "golden", "about.html"),
    Kind("guides", "demo", "guides.html"),
    Kind("guide-stages", "demo", "guides/*.html", 'class="qa"'),
    Kind("guide-flow", "demo", "guides/*.html", "看流程图"),
    Kind("bundle", "demo", "bundles/*.html", 'class="bars"'),
    Kind("places", "demo", "places.html", 'class="plan"'),
    Kind("place", "demo", "places/*.html", "导航的二维码"),
    Kind("questions", "demo", "questions.html"),
    Kind("question", "demo", "questions/*.html"),
    Kind("links", "demo", "links.html"),
    Kind("ratings", "demo", "ratings.html", 'class="rates"'),
    Kind("rating", "demo", "ratings/*.html", 'class="chain"'),
    Kind("institution-matter", "demo", "institutions/*/*.html"),
    Kind("village-standard", "demo", "village-standard.html"),
    Kind("subsidies", "demo", "subsidies.html"),
    Kind("gone", "demo", "townships/*/*.html", "<b>这个网址已经换了</b>"),
    Kind("subsidy", "demo", "subsidies/*.html", "户数合计"),
]
"""One of each (test_kinds.py), and of some pages those that look different."""
KINDS += [kind for collection in REGISTERS if (ROOT / "catalogues" / collection.path).exists() for kind in (
    Kind(collection.name, "demo", collection.index), *([] if collection.shelf.rows else [Kind(f"{collection.name}-record", "demo", f"{collection.name}/*.html")]))]
"""Of each register of the demonstration county its list and a record."""
KINDS += [Kind("decision-open", "demo", "decisions/*.html", 'data-shown="1"><b>正在征求意见'), Kind("decision-told", "demo", "decisions/*.html", 'id="caina"'),
          Kind("activity-held", "demo", "activities/*.html", "意见和回应</h2>")]
TABLES = [k for k in KINDS if k.name in ("domain", "township", "village")]
