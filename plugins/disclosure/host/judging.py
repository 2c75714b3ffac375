"""What the rules say of a county, found by another hand while this one goes on to make what shows nothing of it."""
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property

from disclosure.checking import Checked, chain_of, judge, moving
from disclosure.editions.past import Past
from disclosure.editions.state import state
from disclosure.hands import Hands
from disclosure.model.county import County
from disclosure.model.finding import Finding, Severity
from disclosure.read.county import Reading
from disclosure.read.files import Changed
from disclosure.scores import Scores, score


WORTH = 1_500
"""Matters of a county from which on another hand takes less time to begin than what it takes over after an edit: judging the county as a whole, scores, search."""


def aside(county: County | None, hands: int, again: bool) -> int:
    """How many hands are worth while for what no page waits for.  `again`: most of it is known from the last build."""
    few = again and county is not None and sum(len(owner.items) for owner in county.catalogues) < WORTH
    return 1 if few else min(hands, 2)


class Judging:
    """A context.  `hands`: 2 where another is to judge.  `verdict` waits until everything is judged; `asked`: whether it was.  `lap` is told when that ends; `anew`: nothing is taken from what was found before."""

    def __init__(self, read: Reading, hands: int, lap: Callable[[str], None], anew: bool = False) -> None:
        self.read, self.lap, self.anew, self.asked = read, lap, anew, False
        chain = chain_of(read)
        _ = Past(chain).told  # both hands ask for it: who begins later has what is known by then
        if chain.editions and not any(finding.severity is Severity.ERROR for finding in read.findings):
            state(read.county)
        self.work = Hands(hands, 1, self.judged, lambda: None)

    def __enter__(self) -> "Judging":
        return self

    def __exit__(self, *fault: object) -> None:
        self.work.__exit__(*fault)

    def judged(self, part: int) -> tuple[tuple[Finding, ...], Scores, dict[str, str]]:
        """Without the county, which who asks has; with what the attachments were."""
        checked = judge(self.read, anew=self.anew)
        self.lap("核对规则")
        return checked.findings, score(checked), self.read.files.hashes

    @property
    def over(self) -> bool:
        """Whether `verdict` need not wait."""
        return self.work.over

    @cached_property
    def verdict(self) -> tuple[Checked, Scores]:
        self.asked = True
        findings, scores, hashes = self.work.result()
        files = self.read.files
        with suppress(Changed):  # told as a finding
            files.same(hashes)
        told = [*findings, *(finding for finding in moving(files) if finding not in findings)]
        return Checked(self.read.county, tuple(sorted(told, key=lambda finding: finding.order)), files, settings=self.read.settings, texts=self.read.texts), scores
