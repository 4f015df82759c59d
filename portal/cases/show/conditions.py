"""The conditions of satisfaction, and what the customer said of each."""

from dataclasses import dataclass

from portal.cases.show.given import By, Desk


@dataclass(frozen=True)
class ConditionView:
    """One condition of satisfaction and the customer's word on it; `open` while the viewer may judge it."""

    key: str
    text: str
    how: str
    state: str  # "", met, not_met
    by: By | None
    why: str
    open: bool


def conditions(desk: Desk) -> tuple[ConditionView, ...]:
    """The conditions, judged by the customer once every stage is done."""
    judge = desk.open and desk.case.now is None and desk.look.viewer.side == "customer"
    views = []
    for key, row, verdict in desk.case.conditions():
        text, how = desk.condition(row)
        state = "" if verdict is None else "met" if verdict.met else "not_met"
        by, why = (desk.by(verdict), verdict.why) if verdict else (None, "")
        views.append(ConditionView(key, text, " · ".join(how), state, by, why, open=judge and state != "met"))
    return tuple(views)
