"""What commands say to people: findings, coloured by severity."""
from collections.abc import Sequence

import click

from disclosure.model.finding import Finding, Severity

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}


def say(findings: Sequence[Finding]) -> None:
    """Lists findings on standard output; nothing where there are none."""
    from disclosure import reports
    if findings:
        click.echo(reports.as_text(findings, lambda text, severity: click.style(text, fg=COLOURS[severity], bold=True)))
