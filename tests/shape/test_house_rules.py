"""The rules of STYLE.md and docs/architecture.md that a machine can hold; each exception has its reason."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sqlalchemy import Table

from portal import create_app
from portal.kernel import db
from portal.kernel.db import Base
from tests import house
from tests.shape.together import each

ROOT = Path(__file__).parents[2]
SOURCES = sorted([*ROOT.glob("portal/**/*.py"), *ROOT.glob("workflows/**/*.py"), ROOT / "wsgi.py"])
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
LONGEST_FILE, LONGEST_FUNCTION = 260, 40

LONG_FILES = {"workflows/grammar.py": "the words of a definition, which are read as one list"}
LONG_FUNCTIONS = {"portal/cli/demo/": "the stories of the demo house, told from first to last"}
RAW_SQL = {
    "portal/kernel/db.py": "begins transactions and sets pragmas",
    "portal/kernel/alarms.py": "asks SQLite whether its file has changed, and listens to PostgreSQL",
    "portal/kernel/schema.py": "takes PostgreSQL's lock for upgrades",
    "portal/cli/copies.py": "asks SQLite whether a copy is whole",
}
MARKUP = {
    "portal/kernel/text.py": "cleans what it marks, in the line before",
    "portal/kernel/slots.py": "joins what templates have rendered",
    "portal/kernel/letterhead.py": "letters are made where there is no app; what is designed is escaped",
    "portal/kernel/refilling.py": "writes what templates have rendered again, with escaped words in it",
}
FORMS = {"templates/kit/form.html": "the macro itself"}
OWNERS = ("account_id", "person_id", "stream")
OWNERLESS = {
    "house": "the one house; nothing in it is a customer's",
    "account": "is the owner that others name",
    "case_card": "by the case that it is about, and read in the statement that finds the case",
    "process_version": "how this house works; nothing in it is a customer's",
    "finished": "how many days orders of a workflow took, and nothing else of them",
    "stream": "its name is the key, as case:7 or account:3",
    "pulse": "names of streams and how often they moved, as case:7",
    "complaint_event": "what the house says happened to several customers, who read it; stewards name none",
    "complaint_month_shown": "what this house shows all customers; nothing in it is a customer's",
    "complaint_lesson": "by the complaint of which it is read, and read by who reads that",
    "complaint_text": "by the complaint in which it was written, and read with it alone",
    "complaint_clan_word": "by the complaint about which the house says it",
    "watch_rule": "how this house has set a rule; nothing in it is a customer's",
    "answered": "by the handle of whoever sent it, or - before sign-in; kept for a week",
    "draft": "by the handle of whoever is typing; nobody else is shown it",
    "kept": "by the handle of whoever typed it; nobody else is shown it",
    "letter": "by the address it goes to; read by nobody but the office",
    "order_news": "how far letters have looked into an order, and nothing of it",
    "sign_in_try": "by the address that was tried, before anybody is known",
}


def place(path: Path) -> str:
    """A file as the lists above name it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """A file as the language reads it."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(module: ast.Module) -> list[ast.AST]:
    """Everything in a file, in the order of `ast.walk`: several rules look at all of it."""
    return list(ast.walk(module))


def functions(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """Every function and method."""
    return (node for node in nodes(module) if isinstance(node, ast.FunctionDef))


def calls(module: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """Every call, by the last part of the name that is called."""
    for node in nodes(module):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def sql_in(module: ast.Module) -> list[str]:
    """Where SQL is written in so many words, or SQLAlchemy's own walls are walked around."""
    imported = {
        name.name
        for node in nodes(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for name in node.names
    }
    found = [name for name, _ in calls(module) if name in ("exec_driver_sql", "raw_connection")]
    found += [name for name, _ in calls(module) if name in {"text", "literal_column"} & imported]
    found += [
        "execute of a string"
        for name, call in calls(module)
        if name in ("execute", "executescript")
        and call.args
        and isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    ]
    tables = ("__table__", "dbapi_connection", "driver_connection")
    found += [node.attr for node in nodes(module) if isinstance(node, ast.Attribute) and node.attr in tables]
    return found


def test_sql_is_written_out_only_where_it_must_be():
    found = {place(path): sql_in(tree(path)) for path in SOURCES}
    assert {name: what for name, what in found.items() if what and name not in RAW_SQL} == {}
    assert all(found[name] for name in RAW_SQL), "an exception that nobody needs"


def test_text_of_people_is_escaped_everywhere_but_in_two_places():
    marking = ("Markup", "render_template_string", "from_string", "markupsafe", "Environment")
    found = {place(path) for path in SOURCES if any(name in marking for name, _ in calls(tree(path)))}
    assert found == MARKUP.keys()
    unescaped = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b")
    assert [place(path) for path in TEMPLATES if unescaped.search(path.read_text("utf-8"))] == []


def test_attributes_are_quoted_and_nothing_runs_in_them():
    wrong = re.compile(
        r"""\s[\w:-]+=\{\{|<script(?![^>]*\ssrc=)|\son[a-z]+=|hx-on|\shx-vals=.js:|javascript:"""
    )
    assert [place(path) for path in TEMPLATES if wrong.search(path.read_text("utf-8"))] == []


def test_nothing_is_imported_inside_a_function():
    within = [
        f"{place(path)}: {function.name}"
        for path in SOURCES
        for function in functions(tree(path))
        if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))
    ]
    assert within == []


def test_files_and_functions_stay_short():
    long = {place(path) for path in SOURCES if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE}
    assert long == LONG_FILES.keys()
    lengths = (
        (f"{place(path)}: {one.name}", (one.end_lineno or 0) - one.lineno + 1)
        for path in SOURCES
        for one in functions(tree(path))
    )
    told = tuple(LONG_FUNCTIONS)
    assert [name for name, lines in lengths if lines > LONGEST_FUNCTION and not name.startswith(told)] == []


def test_everything_public_says_what_it_is():
    silent = []
    for path in SOURCES:
        module = tree(path)
        known = [module, *(node for node in nodes(module) if isinstance(node, ast.ClassDef))]
        members = (one for owner in known for one in owner.body)
        public = [
            one for one in members if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name[0] != "_"
        ]
        silent += [f"{place(path)}: {one.name}" for one in public if not ast.get_docstring(one)]
        silent += [] if ast.get_docstring(module) or not module.body else [place(path)]
    assert silent == []


def test_every_form_that_changes_something_is_opened_by_the_kit():
    opening = re.compile(r"<form\b[^>]*>", re.DOTALL)
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        for found in opening.finditer(text):
            if not re.search(r'method="?post', found[0], re.IGNORECASE) or place(path) in FORMS:
                continue
            inside = text[found.end() :].partition("</form>")[0]
            assert 'name="csrf_token"' in inside, f"{place(path)} has a form without its token"
            assert 'name="once"' in inside, f"{place(path)} has a form without its key"


APP = create_app(house.settings(), db.connect("sqlite:///:memory:"))
VIEWS = sorted({rule.endpoint for rule in APP.url_map.iter_rules()} - {"static"})


@each(VIEWS)
def test_every_view_is_typed_and_says_what_it_is_for(endpoint):
    view = inspect.unwrap(APP.view_functions[endpoint])
    signature = inspect.signature(view)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(one.annotation is not inspect.Parameter.empty for one in signature.parameters.values())
    assert (view.__doc__ or "").strip().endswith(".")


def test_no_address_is_made_of_what_a_request_says():
    """Only `safe_next` turns words of a request into an address to go to."""
    wrong = []
    for path in SOURCES:
        for name, call in calls(tree(path)):
            if name == "redirect" and call.args and "request" in ast.dump(call.args[0]):
                wrong.append(place(path))
    assert wrong == []


@each(Base.metadata.sorted_tables)
def test_every_table_says_whose_its_rows_are(table: Table):
    owned = [name for name in OWNERS if name in table.columns]
    assert bool(owned) is not (table.name in OWNERLESS), f"{table.name}: {owned or 'nobody'}"
    if table.name in ("case", "file"):  # what customers wrote belongs to exactly one of them
        assert not table.columns["account_id"].nullable
    for name in ("account_id", "person_id"):
        assert name not in table.columns or table.columns[name].foreign_keys
