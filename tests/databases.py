"""Which tests run a second time, on PostgreSQL: said here, and by single tests that are marked `once`.

Whatever stands on a database does, unless nothing of what it says can differ there:

- what is settled before the database is asked (a form without its token, a method that no address takes),
  what only counts statements, and what starts programs that other tests hold to both in one process: these
  tests are marked `once`;
- doors that others open: on PostgreSQL each door is tried from both sides of its order, with what is really
  there, and by strangers. That no part is reached through another's order is asked by the same functions;
- the files below: their deeds only change the document of an order, or their pages only show it. However a
  document reads, it is kept by `portal.cases.keeping` and read by `portal.cases.queries`, and these stand on
  PostgreSQL in every other file. A file that speaks SQL itself, or commits for real, is never among them.
"""

from pathlib import Path

SHOWN = (
    "changing",
    "checklist",
    "conditions",
    "hours",
    "joint_project",
    "late_edit",
    "merging",
    "notes",
    "pins",
    "plan",
    "promises",
    "put_back",
    "results",
    "review",
    "show",
    "sign",
    "stages",
    "write_stage",
)
ONCE = frozenset(Path(__file__).parent / "cases" / f"test_{name}.py" for name in SHOWN)
