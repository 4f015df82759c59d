"""What the forms of a case say, turned into what the rules read. Checking is the rules' business."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import BooleanField, DateField, SelectMultipleField, StringField, validators

from portal.cases.hours import on_the_clock
from portal.kernel.forms import Form
from workflows.grammar import Field, LinesBlock, NotesBlock, Stage
from workflows.language import N_, _
from workflows.noted import Observed
from workflows.values import read

Words = Mapping[str, list[str]]
_NOTED = ("area", "part", "said_by", "observation", "action", "pin")
CAPTION = "caption-"  # and the id of a file: the name of the input that says what it shows


class WhyForm(Form):
    """A reason."""

    why = StringField(
        validators=[validators.InputRequired(N_("Say why, so that everyone understands it later."))]
    )


class NotMetForm(WhyForm):
    """A reason, and the stage that opens again."""

    stage = StringField(validators=[validators.InputRequired(N_("Choose the stage to open again."))])


class HereForm(Form):
    """Where somebody is in an order: in which tab, at which line, and how far they have read it."""

    tab = StringField(
        validators=[validators.Regexp(r"[0-9A-Za-z-]{8,40}\Z", message=N_("A tab has a name."))]
    )
    line = StringField(validators=[validators.Length(max=170)])
    writes = BooleanField()
    left = BooleanField()
    seq = StringField()


class AskForm(Form):
    """Something asked of one side."""

    text = StringField(validators=[validators.InputRequired(N_("There is nothing written yet."))])
    stage = StringField(validators=[validators.InputRequired(N_("Choose the stage it belongs to."))])
    of = StringField(validators=[validators.AnyOf(["customer", "clan"], N_("Choose whom you ask."))])


class PromiseForm(Form):
    """A promised day."""

    due = DateField(
        validators=[validators.InputRequired(N_("Choose the day you promise it by."))],
        format=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"],
    )


class PaymentForm(Form):
    """A payment as its paper says it: the sum as people write it, the day, and whether it was given back."""

    amount = StringField(validators=[validators.InputRequired(N_("Write how much it was."))])
    day = DateField(
        validators=[validators.InputRequired(N_("Choose the day on its paper."))],
        format=["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"],
    )
    reference = StringField()
    back = StringField()


class ReviewForm(Form):
    """A decision, with a note."""

    decision = StringField(validators=[validators.InputRequired(N_("Choose what you decide."))])
    note = StringField()
    seq = StringField()

    @property
    def seen(self) -> int | None:
        """The change up to which the order was read."""
        return number(self.seq.data or "")


class TickForm(Form):
    """The things of a checklist that are ticked now."""

    item = SelectMultipleField(validate_choice=False)


class PinForm(Form):
    """A pin: where it is in the picture, in thousandths from the left and the top; what it is about."""

    where = StringField()
    title = StringField(
        validators=[validators.InputRequired(N_("Say in a few words what the pin is about."))]
    )
    text = StringField()

    @property
    def at(self) -> tuple[int, int] | None:
        """The place as two numbers; None when none was chosen."""
        x, y = (number(part) for part in (self.where.data or "").partition("-")[::2])
        return None if x is None or y is None else (x, y)


class NoteForm(Form):
    """What was seen at a fitting, and what is done about it; the length as people write it."""

    area = StringField()
    part = StringField()
    said_by = StringField()
    observation = StringField()
    action = StringField()
    amount = StringField()
    unit = StringField()
    pin = StringField()
    seq = StringField()
    more = BooleanField()

    def seen(self, block: NotesBlock, unit: str) -> Observed:
        """The words as the rules read them, a bare number being in the unit that the form asked for.

        `unit` is the writer's own, for a form that does not say.

        Raises:
            workflows.values.Invalid: the length is none, or more than a fitting moves.
        """
        reach = Decimal(block.reach)
        line = Field(key="amount", label=_("How much"), type="measure", min=-reach, max=reach)
        amount = read(line, {"value": self.amount.data or "", "unit": self.unit.data or unit}, currency="")
        words = {name: getattr(self, name).data or "" for name in _NOTED}
        return Observed(**words, amount=amount["mm"] if amount else None)


class InitialsForm(Form):
    """Notes that somebody agrees to, as they had read them up to a change."""

    note = SelectMultipleField(validate_choice=False)
    seq = StringField()


class JudgeForm(Form):
    """How a note stands."""

    how = StringField(validators=[validators.AnyOf(["fixed", "partly", "not"], N_("Choose how it stands."))])
    why = StringField()


class PutBackForm(Form):
    """The number of the change after which the line held what it shall hold again."""

    seq = StringField(validators=[validators.Regexp(r"^\d{1,9}$", message=N_("Choose what to put back."))])


class SignForm(Form):
    """What the signer saw: pairs of line and digest."""

    covers = SelectMultipleField(validate_choice=False)
    sure = BooleanField()

    @property
    def seen(self) -> dict[str, str]:
        """The digest of every line as it was shown."""
        return dict(pair.split("=", 1) for pair in self.covers.data or [] if "=" in pair)


@dataclass(frozen=True)
class LineWords:
    """What was sent for one line: its raw value, the change it was based on, files to add, and what pictures
    show, by file id.
    """

    raw: Any
    seen: int
    uploads: tuple[Any, ...] = ()
    captions: Mapping[str, str] = field(default_factory=dict)


def line(definition: Field, words: Words, uploads: Iterable[Any], zone: ZoneInfo) -> LineWords:
    """One line as its form sent it. `words` are the form's values by name."""
    seen = number(first(words, "seen"))
    said = raw(definition, words, zone)
    added = tuple(upload for upload in uploads if upload.filename)
    told = {name.removeprefix(CAPTION): first(words, name) for name in words if name.startswith(CAPTION)}
    return LineWords(said, seen or 0, added, {file: text for file, text in told.items() if text.strip()})


def number(text: str) -> int | None:
    """The number of a change as a form or an address says it; None when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def lines(
    stage: Stage, words: Words, uploads: Mapping[str, list[Any]], zone: ZoneInfo
) -> dict[str, LineWords]:
    """Every line of a stage that a form sent, each under "field:name"."""
    sent = {}
    for block in stage.blocks:
        for one in block.fields if isinstance(block, LinesBlock) else ():
            prefix = f"{one.key}:"
            own = {name.removeprefix(prefix): said for name, said in words.items() if name.startswith(prefix)}
            if own:
                sent[one.key] = line(one, own, uploads.get(f"{prefix}upload", []), zone)
    return sent


def times(words: Words, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moments typed into a form, in UTC; what is no moment is left out."""
    found = (_moment(said, zone) for said in words.get("time", []) if said)
    return tuple(moment for moment in found if moment is not None)


def raw(definition: Field, words: Words, zone: ZoneInfo) -> Any:
    """The value that a form says for a line, as the rules read it."""
    if definition.type == "multichoice":
        return [word for word in words.get("value", []) if word]
    if definition.type == "measure":
        parts = {name: first(words, name) for name in ("value", "unit", "basis", "repeat")}
        return {name: text for name, text in parts.items() if text} if parts["value"].strip() else ""
    if definition.type == "table":
        return _rows(definition, words)
    if definition.type in ("file", "photo"):
        return [{"id": kept} for kept in words.get("keep", [])]
    if definition.type == "datetime":
        return on_the_clock(first(words, "value").strip(), zone)
    return first(words, "value")


def _rows(definition: Field, words: Words) -> list[dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    columns = {column.key for column in definition.columns}
    for name, said in words.items():
        parts = name.split("-", 2)
        row = number(parts[1]) if len(parts) == 3 and parts[0] == "value" else None
        if row is not None and parts[2] in columns:
            rows.setdefault(row, {})[parts[2]] = said[0]
    return [rows[number] for number in sorted(rows)]


def _moment(said: str, zone: ZoneInfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):  # no moment, or one before the first or after the last year
        return None


def first(words: Words, name: str) -> str:
    """The first word that a form says under a name."""
    said = words.get(name, [])
    return said[0] if said else ""
