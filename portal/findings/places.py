"""Where in an order something learned may be put to use, and what became of that place since."""

from portal.cases.model import Case
from portal.findings.model import Use
from portal.findings.using import Place
from workflows.language import _

WHOLE = "order"


def places(case: Case) -> dict[str, Place]:
    """The whole order, its stages, lines and proposals, by the names that a form has for them."""
    found = {WHOLE: _place(case, "order", case.title)}
    for stage in case.thread.in_order():
        found[f"stage:{stage.key}"] = _place(case, "stage", stage.title, stage.key)
        for one in stage.fields():
            label = f"{stage.title}: {one.label}"
            found[f"line:{stage.key}.{one.key}"] = _place(case, "line", label, stage.key, one.key)
    return found | _proposals(case)


def _proposals(case: Case) -> dict[str, Place]:
    found = {}
    for key, one in case.thread.proposals.items():
        stage = case.thread.stages.get(one.stage)
        line = stage.field(one.field) if stage else None
        if stage and line:
            label = f"{stage.title}: {line.label}"
            found[f"proposal:{key}"] = _place(case, "proposal", label, stage.key, key)
    return found


def _place(case: Case, kind: str, label: str, stage: str = "", key: str = "") -> Place:
    return Place(kind, case.id, case.ref, label[:200], stage, key)


def gone(use: Use, case: Case | None) -> str:
    """What became of the place since, where it is no longer there; nothing where it is."""
    if case is None or not use.stage:
        return ""
    stage = case.thread.stages.get(use.stage) if use.stage in case.thread.plan else None
    if stage is None:
        return _("no longer in the plan of the order")
    if use.kind == "line" and stage.field(use.key) is None:
        return _("no longer a line of the order")
    return _("left out since") if case.thread.state(use.stage) == "skipped" else ""
