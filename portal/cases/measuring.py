"""Measures that are taken over from an earlier order of the same account."""

from portal.cases.earlier import Earlier
from portal.cases.keeping import hold, keep
from portal.cases.model import Case
from portal.cases.verbs import verbs
from portal.kernel.verbs import Act
from workflows import course


@verbs.action
def carry_over(act: Act, case: Case, stage: str, earlier: Earlier) -> None:
    """Take the measures of an earlier order over into the empty lines of a stage, with their date."""
    thread, actor = hold(act, case)
    on = f"{earlier.taken.day} {earlier.taken:%B %Y}"
    why = f"from {earlier.ref}, taken {on}"
    after = course.carry_over(thread, actor, stage, earlier.values, why)
    fields = [key for key in earlier.values if after.line_seq(stage, key) == after.seq]
    act.note(what=f"{len(fields)} measure{'' if len(fields) == 1 else 's'}", stage=stage, fields=fields)
    act.note(title=f"“{earlier.title}”, taken {on}")
    keep(act, case, after)
