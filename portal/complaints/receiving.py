"""Taking up what somebody says is wrong, from anywhere: one sentence is enough for a reference at once."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import set_committed_value

from portal.complaints import filing, keeping
from portal.complaints.model import Complaint
from portal.complaints.verbs import complaints
from portal.kernel.db import session
from portal.kernel.files import Stored
from portal.kernel.verbs import Act
from portal.people.model import Account, Person
from workflows.complaints.handling import receive as received
from workflows.complaints.parts import Heard

LONGEST_TITLE = 80


@dataclass(frozen=True)
class Told:
    """What somebody says is wrong, in their words, and what would put it right."""

    words: str
    remedy_words: str = ""
    about: Person | None = None
    only_me: bool = False
    restricted: bool = False
    care: bool = False  # they ask for particular care
    complainant: Person | None = None  # of the customer; None when they cannot sign in here
    told_by: str = ""  # and then their name
    files: tuple[Stored, ...] = ()


@complaints.action
def receive(act: Act, account: Account, told: Told, heard: dict[str, Any]) -> Complaint:
    """Take up a complaint; `heard` is what `workflows.complaints.complaint.Heard` holds besides the words."""
    session().refresh(account, with_for_update=True)
    counted = select(func.count()).where(Complaint.account_id == account.id)
    number = (session().scalar(counted) or 0) + 1
    row = Complaint(
        ref=f"{account.handle}-c{number}",
        account_id=account.id,
        number=number,
        title=title_of(told.words),
        complainant_id=told.complainant.id if told.complainant else None,
        told_by=told.told_by,
        receiver_id=act.who.id if act.who.side == "clan" else None,
        about_id=told.about.id if told.about else None,
        only_me=told.only_me,
        restricted=told.restricted,
        care=told.care,
        legal=False,
        needs_second=False,
        status="open",
        turn="clan",
        seq=0,
        received=act.at,
        moved=act.at,
        document={},
    )
    session().add(row)
    session().flush()
    known = {"account": account, "complainant": told.complainant, "owner": None, "event": None}
    for name, one in known.items():  # read with whoever asks, and not to be asked for again
        set_committed_value(row, name, one)
    filing.attach(act, row, 1, told.files)
    words, remedy = keeping.put(row, told.words), keeping.put(row, told.remedy_words)
    about = told.about.handle if told.about else ""
    said = Heard(**heard, words=words, remedy_words=remedy, about=about)
    complainant = told.complainant.handle if told.complainant else ""
    keeping.begin(act, row, received(keeping.mark(act, 1), complainant, said))
    if act.who.id != row.complainant_id or said.channel == "e_mail":
        keeping.letter(row, "received")
    return row


def title_of(words: str) -> str:
    """The first sentence, or as much of it as a list can show."""
    first = words.strip().splitlines()[0] if words.strip() else ""
    for end in (". ", "! ", "? "):
        first = first.partition(end)[0]
    first = first.rstrip(". ")
    return first if len(first) <= LONGEST_TITLE else f"{first[: LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"
