"""Text that goes into pages is escaped the same with and without the function that markupsafe keeps for itself."""
import runpy
import sys
from types import SimpleNamespace

import markupsafe
import pytest

from disclosure.render import escaping


def test_the_way_round_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    values = ["<b title='x'>&\"", "", markupsafe.Markup("<b>"), 7, None]
    monkeypatch.setitem(sys.modules, "markupsafe", SimpleNamespace(Markup=markupsafe.Markup, escape=markupsafe.escape))
    told = runpy.run_path(escaping.__file__)["escaped"]
    assert [str(told(value)) for value in values] == [str(escaping.escaped(value)) for value in values]
    assert told(values[0]) == "&lt;b title=&#39;x&#39;&gt;&amp;&#34;"
