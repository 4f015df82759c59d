"""Canaries: every word that somebody wrote says whose it is, for which side, and where it is kept.

`CANARY-okoro-clan-message-text` in an answer to Julian names the leak by itself (promises.md, section 4.2).
"""

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import JSON, String, Table, update
from sqlalchemy.orm import Session

from portal.kernel.db import Base
from portal.people.model import Account
from tests.shape.standing import CANARY, PASSING

FOUND = re.compile(r"CANARY-([a-z]+)-([a-z]+)-([a-z_]+)-([a-z_]+)")
SIDES = {"in the room of clan": "clan", "in the room of customer": "customer"}
# What names, counts or places a thing, or says by being there that it was done: it means something.
_KEYS = """
    action area at band_kind by_name case_ref cause change decision_kind deed device dialect digest
    effort email field fields handle hash how html id key kind language length_unit letters line lists
    mark message_id name_kind only_for order_letters outcome part_kind password place previous_hash
    quiet_days quiet_from quiet_until rating ref reply_to secret sender sha256 side stage state status
    stop stream sure theme ticket told_by turn_side type uid url value verb verdict waits_for way
    workflow zone currency working_days link endpoint theirs keys credential telephone raw process who
    month rule scope tab public_promise department relation folded from_name label code by actor first
    turn block end to part query redraw hold meeting_call.answer objection.about objection.answer draft.words
    case_card.words case_card.name card.said card.name
"""
KEYS = set(_KEYS.split())
# Columns of words without a canary, and why. A new column of words needs one, or its line here.
BARE = {
    "the house's own, which is nobody's secret": """
        account.holidays complaint_duty.away complaint_month_shown.what finished.took halt.kinds
        house.address house.holidays house.name house.offered house.processes invitation.roles
        person.roles process_version.definition stream.name
    """,
    "keys and numbers in a list": """
        asking.nudged_by complaint.document complaint_event.facts day_there.person day_there.whom
        draft.others hunt_answer.void meeting_call.parts message.files message.tells
        process_change.ops signal.facts
    """,
    "earlier words, of which Julian's life has none": """
        actor.earlier finding.earlier hunt.earlier message.was message.words receipt.earlier
    """,
    "not in Julian's life": """
        cord_question.words hunt_answer.says listening.contact listening.felt listening.finding
        listening.hour listening.learned listening.quote push.about push.problem push.text
        push.title shown_hunt.says shown_hunt.words
    """,
}


def mark(account: str, side: str, table: str, column: str) -> str:
    """A canary."""
    return f"CANARY-{account}-{side}-{table}-{column}"


def plant(session: Session, account: Account, word: str) -> set[str]:
    """Put a canary beside each word of an account; gives the columns that hold one, as table.column.

    A row is theirs when it says so, or when `word` stands somewhere in it.
    """
    planted = set[str]()
    for table in Base.metadata.sorted_tables:
        if table.name in PASSING:
            continue
        for row in session.execute(table.select()).mappings().all():
            if row.get("account_id", account.id) == account.id and (word in str(row) or _owned(row, account)):
                new = dict(_words(table, row, account.handle, word))
                planted |= {f"{table.name}.{column}" for column in new}
                if new:
                    this = [column == row[column.name] for column in table.primary_key]
                    session.execute(update(table).where(*this).values(new))
    return planted


def _owned(row: Any, account: Account) -> bool:
    return "account_id" in row and row["account_id"] == account.id


def _words(table: Table, row: Any, account: str, word: str) -> Iterator[tuple[str, Any]]:
    """The columns of a row that hold words, with a canary in them."""
    for column in table.columns:
        held, kept = row[column.name], (account, table.name, column.name)
        if isinstance(column.type, JSON):
            changed = _leaves(held, kept, word)
            if changed != held:
                yield column.name, changed
        elif isinstance(column.type, String) and held is not None and not _is_key(table.name, column.name):
            canary = _canary(held or str(row), kept)
            room = column.type.length or len(held) + len(canary) + 1
            assert len(canary) <= room, f"{column} has no room for a canary: is it a key?"
            yield column.name, f"{held[: room - len(canary) - 1]} {canary}".strip()


def _is_key(table: str, column: str) -> bool:
    return column in KEYS or f"{table}.{column}" in KEYS


def _leaves(held: Any, kept: tuple[str, str, str], word: str) -> Any:
    if isinstance(held, dict):
        return {key: _leaves(value, kept, word) for key, value in held.items()}
    if isinstance(held, list):
        return [_leaves(value, kept, word) for value in held]
    return f"{held} {_canary(held, kept)}" if isinstance(held, str) and word in held else held


def _canary(held: str, kept: tuple[str, str, str]) -> str:
    account, table, column = kept
    side = next((side for words, side in SIDES.items() if words in held), "shared")
    return mark(account, side, table, column)


def bare(planted: set[str]) -> set[str]:
    """The columns of words in which no canary stands."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in PASSING]
    words = {
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if isinstance(column.type, (JSON, String)) and not _is_key(table.name, column.name)
    }
    return words - planted


__all__ = ["BARE", "CANARY", "FOUND", "bare", "plant"]
