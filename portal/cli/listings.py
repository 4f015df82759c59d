"""What can be listed without a house: is a definition sound, who may do what, which addresses there are."""

from pathlib import Path

import click

from portal.kernel.doors import door
from portal.kernel.verbs import VERBS
from workflows import check


@click.group()
def workflow() -> None:
    """Look at a process definition."""


@workflow.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_context
def workflow_check(context: click.Context, file: Path) -> None:
    """Say every problem of the definition in FILE, or that it is sound."""
    file.open().close()  # a file that is not there is no definition with a mistake
    sound, said = check.report(file)
    print(*said, sep="\n")
    context.exit(0 if sound else 1)


@click.command()
def rights() -> None:
    """List every verb: who may do it, and what the history says of it."""
    print(*columns([(name, verb.may.says, verb.says) for name, verb in sorted(VERBS.items())]), sep="\n")


@click.command()
@click.pass_context
def routes(context: click.Context) -> None:
    """List every address: its methods, its endpoint, and who the door lets in."""
    app = context.obj()
    rows = [
        (
            rule.rule,
            " ".join(sorted(rule.methods - {"HEAD", "OPTIONS"})),
            rule.endpoint,
            door(app, rule.endpoint),
        )
        for rule in app.url_map.iter_rules()
    ]
    print(*columns(sorted(rows)), sep="\n")


def columns(rows: list[tuple[str, ...]]) -> list[str]:
    """Rows as lines whose columns stand below each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return [line.rstrip() for line in lines]
