"""Home: what needs me, my orders, and what happened since I was here."""

import re
from datetime import timedelta

from portal.kernel import clock
from tests.cases import playing


def test_everybody_finds_what_needs_them_and_only_their_own(as_, cast, coat, uniforms):
    julian = as_(cast.julian).get("/home", status=200).text
    assert "Nothing needs you." in julian
    assert coat.at() in julian
    assert "Marian Wren" in julian  # of his clan
    ruth = as_(cast.ruth).get("/home", status=200).text
    assert "One thing needs you." in ruth
    assert "Write how you will judge it" in ruth
    for page, foreign in ((julian, uniforms), (ruth, coat)):
        assert foreign.ref not in page
    marian = as_(cast.marian).get("/home", status=200).text
    assert coat.at() in marian
    assert uniforms.at() in marian
    assert "Julian Okoro" in marian
    tom = as_(cast.tom).get("/home", status=200).text
    assert coat.ref not in tom
    assert uniforms.at() in tom
    for person in (cast.gwen, cast.ada):  # a high place in the house opens no order
        page = as_(person).get("/home", status=200).text
        assert coat.ref not in page
        assert uniforms.ref not in page
        assert "No orders yet." in page


def test_a_stranger_is_asked_to_begin_and_nobody_to_sign_in(as_, cast, nobody, coat):
    page = as_(cast.stranger).get("/home", status=200).text
    assert "No orders yet." in page
    assert "State a need" in page
    assert nobody.get("/home", status=303).location == "/sign-in?next=/home"
    assert nobody.get("/", status=303).location == "/sign-in"
    assert as_(cast.stranger).get("/", status=303).location == "/home"


def test_news_are_of_others_and_of_ones_own_orders(as_, cast, coat, uniforms):
    coat.put(cast.marian, "cloth.code", "W 81")
    uniforms.put(cast.ruth, "need.title", "Forty uniforms")
    julian, ruth = (as_(person).get("/home", status=200).text for person in (cast.julian, cast.ruth))
    assert "wrote Cloth code: W 81" in julian
    assert "Forty uniforms" not in julian
    assert "W 81" not in ruth
    assert 'aria-label="' in julian
    assert "Colin" not in julian


def test_a_fulfilled_order_needs_nobody(as_, cast, database):
    order = playing.to_the_end(playing.begin(database, cast.julian, cast.okoro), cast.julian, cast.marian)
    assert "Say whether it is met:" in as_(cast.julian).get("/home", status=200).text
    for key, _, _ in order.thread.conditions():
        as_(cast.julian).post(order.at(f"/conditions/{key}/met"), status=303)
    page = as_(cast.julian).get("/home", status=200).text
    assert "Nothing needs you. 1 order fulfilled." in page


def test_a_page_that_stays_open_hears_that_something_moved_in_ones_own_orders_alone(
    as_, cast, nobody, coat, uniforms, database
):
    julian, marks = as_(cast.julian), []

    def moved():
        page = julian.get("/orders", status=200).text
        marks.append(re.search(r'data-mark="([^"]+)"', page)[1])
        return julian.get("/news/standing", headers={"If-None-Match": f'"{marks[-2]}"'}).status_code

    marks.append("0-0")
    assert moved() == 204 and moved() == 304
    uniforms.put(cast.ruth, "need.title", "Forty uniforms")
    assert moved() == 304, "what moves elsewhere is nobody else's to hear"
    coat.put(cast.marian, "cloth.code", "W 81")
    assert moved() == 204 and moved() == 304
    as_(cast.julian).post("/news/read", status=303)  # on another device
    assert moved() == 204
    playing.begin(database, cast.julian, cast.okoro, "A suit", "A suit")
    assert moved() == 204 and moved() == 304
    with clock.as_of(clock.now() - timedelta(days=2)):  # it runs back
        coat.put(cast.julian, "cloth.code", "W 82")
        assert moved() == 204 and moved() == 304
    assert nobody.get("/news/standing").status_code in (303, 401)
