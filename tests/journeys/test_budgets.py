"""What a page weighs: an order at its longest, and a first visit with a browser that knows nothing yet."""

from collections import Counter

from tests.journeys import played
from tests.journeys.conftest import cookie

KB = 1024
PAGE = 60 * KB  # the HTML of an order, before it is compressed
FIRST_VISIT = 60 * KB  # all that is sent, compressed, besides the typefaces
WITH_TYPE = 180 * KB


def test_the_page_of_an_order_stays_small(live):
    visitors = [live.app.test_client() for _ in range(2)]
    for visitor, handle in zip(visitors, ("julian", "marian"), strict=True):
        visitor.set_cookie("thread", cookie(live, handle))
    with live.database.unit(write=True):
        case = played.place("julian", "okoro")
        ref, plan = case.ref, case.thread.plan
    weighed = {}
    for stage in plan:
        _write_everything(live, ref, stage)
        for visitor, side in zip(visitors, ("customer", "clan"), strict=True):
            weighed[stage, side] = len(visitor.get(f"/orders/{ref}").data)
    heaviest = max(weighed, key=weighed.__getitem__)
    assert weighed[heaviest] <= PAGE, {place: size for place, size in weighed.items() if size > PAGE}


def _write_everything(live, ref, stage):
    """Bring the order to a stage, with every line of it and of all before it written."""
    with live.database.unit(write=True):
        case = played.found("julian", ref)
        played.play(case, "julian", "marian", stage, fully=True)
        for handle, side in (("julian", "customer"), ("marian", "clan")):
            played.write_all(case, played.by_handle(handle), side, stage)


def test_a_first_visit_is_light(come, live):
    with live.database.unit(write=True):
        ref = played.play(played.place("julian", "okoro"), "julian", "marian", "style", fully=True).ref
    sent: Counter[str] = Counter()
    page = come("julian").new_page()
    page.on(
        "requestfinished",
        lambda request: sent.update({request.resource_type: request.sizes()["responseBodySize"]}),
    )
    page.goto(f"/orders/{ref}", wait_until="networkidle")
    assert sent["document"] and sent["script"] and sent["stylesheet"] and sent["font"], sent
    assert sent.total() - sent["font"] <= FIRST_VISIT, sent
    assert sent.total() <= WITH_TYPE, sent
