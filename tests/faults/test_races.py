"""Many people on one order at the same time: nothing acknowledged is lost, every conflict is told."""

from portal.cases import queries
from portal.kernel import journal
from tests.faults.racing import at_once
from workflows import changes

LINES = (
    "need.title",
    "need.need",
    "cloth.code",
    "cloth.pattern",
    "cloth.stock",
    "cloth.price",
    "fitting.note",
)
ROUNDS = 5


def value(path: str, number: int) -> str:
    """Something that fits a line, another each time."""
    if path == "cloth.pattern":
        return "plain" if number % 2 else "check"
    return str(10 + number) if path in ("cloth.stock", "cloth.price") else f"{path} number {number}"


def written(real, path):
    """Every value that the journal says was written to a line, oldest first."""
    stage, _, field = path.partition(".")
    found, document, before = [], {}, {}
    with real.database.unit(write=False):
        for entry in journal.whole(queries.get(real.cast.marian, real.order.ref).stream):
            document = changes.apply(document, entry.changes)
            line = document["values"].get(stage, {}).get(field, {})
            if line != before:
                found.append(line["value"])
            before = line
    return found


def test_eight_people_on_different_lines_lose_nothing(real):
    """The eighth talks. Each reads what they saw from the answer before, as a page does."""

    def write(path):
        visitor, done = real.visitor("julian" if path.startswith("need") else "marian"), []
        seen = real.order.seq(path)
        for number in range(ROUNDS):
            answer = visitor.post(real.order.line(path), data={"value": value(path, number), "seen": seen})
            assert answer.status_code == 303, path
            seen = real.order.seq(path)
            done.append(real.order.thread.line(*path.split(".")).value)
        return path, done

    def talk():
        for number in range(ROUNDS):
            real.visitor("priya").post(real.order.at("/say"), data={"text": f"Word {number}"}, status=303)
        return None, []

    before = real.order.thread.seq
    acknowledged = dict(at_once([*(lambda path=path: write(path) for path in LINES), talk]))
    for path in LINES:
        assert written(real, path)[-ROUNDS:] == acknowledged[path], path
    assert real.order.thread.seq == before + ROUNDS * 8
    assert real.order.sound()


def test_eight_people_on_one_line_each_hear_of_the_other(real):
    at = real.order.line("cloth.code")
    visitors = [real.visitor(name) for name in ("julian", "marian", "piotr", "priya") * 2]

    def write(number):
        words = {"value": f"W {number}", "seen": 0}
        return number, visitors[number].post(at, data=words)

    answers = at_once([lambda number=number: write(number) for number in range(8)])
    taken = [number for number, answer in answers if answer.status_code == 303]
    assert len(taken) == 1
    assert written(real, "cloth.code") == [f"W {taken[0]}"]
    for number, answer in answers:
        if number != taken[0]:
            assert answer.status_code == 409
            assert f'value="W {number}"' in answer.text
            assert f"W {taken[0]}" in answer.text


def test_two_forms_of_a_whole_stage_never_mix(real):
    at = real.order.stage("cloth", "write")

    def form(mark):
        words = {"code:value": f"W {mark}", "stock:value": str(mark), "price:value": str(mark)}
        return {**words, **dict.fromkeys(("code:seen", "stock:seen", "price:seen"), 0)}

    visitors = {mark: real.visitor("marian" if mark % 2 else "priya") for mark in range(1, 5)}
    answers = at_once([lambda m=m, v=v: v.post(at, data=form(m)) for m, v in visitors.items()])
    assert sorted(answer.status_code for answer in answers) == [303, 409, 409, 409]
    mark = real.order.held("cloth.stock")
    assert real.order.held("cloth.code") == f"W {mark}"
    assert real.order.held("cloth.price")["amount"] == mark * 100


def test_two_new_orders_at_once_have_two_numbers(real):
    visitors = [real.visitor("julian") for _ in range(6)]
    answers = at_once([lambda v=v: v.post("/orders/new", data={"need": "One more"}) for v in visitors])
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 6
