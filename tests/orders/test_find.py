"""Finding what is in orders, people, and something to do, among what somebody may see."""

import re

from sqlalchemy import delete, select

from portal.cases import actions, finding, indexing, showing, talking, together
from portal.cases.findable import Findable
from portal.cases.model import Case
from portal.kernel.files import Stored
from portal.people.queries import by_handle
from tests.cases import playing


def test_words_find_orders_and_people(as_, cast, coat, uniforms):
    julian = as_(cast.julian)
    page = julian.get("/find?q=rain", status=200).text
    assert coat.at() in page
    page = julian.get("/find?q=WREN", status=200).text
    assert "/people/marian" in page
    page = julian.get("/find?q=okoro-1", status=200).text
    assert coat.at() in page
    assert "Nothing holds these words." in julian.get("/find?q=zebra", status=200).text
    assert "State a new need" in julian.get("/find", status=200).text
    for looked_for, page in (("complaint", "/complaints/new"), ("improve", "/processes")):
        assert f'href="{page}"' in julian.get(f"/find?q={looked_for}", status=200).text, looked_for


def test_nothing_of_others_is_found(as_, cast, coat, uniforms):
    for person in (cast.julian, cast.stranger):
        for word in ("harrogate", "northmoor", "ruth", "Vale", "fleet", "tom"):
            page = as_(person).get(f"/find?q={word}", status=200).text
            assert "Nothing holds these words." in page, word
    for person in (cast.ada, cast.gwen):
        for word in ("rain", "harrogate", "okoro"):
            assert "/orders/okoro" not in as_(person).get(f"/find?q={word}", status=200).text


def test_signs_of_a_query_language_are_only_words(as_, cast, coat):
    julian = as_(cast.julian)
    for word in ("%25", "_", "'", '"', "%27%20OR%20zebra=zebra--", "%F0%9F%A7%B5", "%FF", "\\", "a" * 5_000):
        page = julian.get(f"/find?q={word}", status=200).text
        assert coat.at() not in page, word
        assert julian.get(f"/orders?q={word}", status=200).text.count('class="ord"') == 0, word
    for nothing in (
        "/find?q=%00",
        "/orders?after=%00",
        "/orders/okoro-1%00",
        "/orders/okoro-1/history?%00=1",
    ):
        julian.get(nothing, status=404)


def found(visitor, words, order=""):
    """The titles of what is found, with the links in them."""
    page = visitor.get("/find/part", query_string={"q": words, "order": order}, status=200).text
    parts = re.split(r'<h2 class="ph"[^>]*>', page)[1:]
    return {part.partition("<")[0]: re.findall(r'href="([^"]+)"', part) for part in parts}


def test_the_name_of_a_customer_finds_its_page_for_whoever_may_see_it(as_, cast):
    for name in cast._fields[3:]:
        if name in ("susan", "felix"):
            continue
        visitor = as_(getattr(cast, name))
        for words in ("northmoor", "RAIL north"):
            seen = "/customers/northmoor" in found(visitor, words).get("Customers", ())
            assert seen is (visitor.get("/customers/northmoor").status_code == 200), (name, words)
    assert "Customers" not in found(as_(cast.ruth), "okoro")


def test_everything_of_an_order_is_found_and_leads_to_its_place(as_, cast, coat):
    coat.put(cast.marian, "cloth.code", "Wool 81, donegal", "It holds the rain")
    coat.do(cast.julian, actions.say, "I come on Tuesday, after court.")
    coat.do(cast.julian, together.ask, "cloth", "A picture of the canvas", "clan")
    promise = f"c{coat.thread.seq}"
    for person in (cast.julian, cast.marian):
        visitor = as_(person)
        assert coat.at("?stage=cloth#line-cloth-code") in found(visitor, "donegal")["Lines"]
        assert coat.at("?stage=cloth#line-cloth-code") in found(visitor, "holds the rain")["Lines"]
        assert len(found(visitor, "court")["Messages"]) == 1
        assert coat.at(f"#promise-{promise}") in found(visitor, "canvas")["Notes, proposals and promises"]
        assert coat.at() in found(visitor, "rain")["Orders"]
        assert found(visitor, "okoro tuesday").keys() == {"Messages"}  # the order is named, the words said
    assert "<mark>Tuesday</mark>, after court." in as_(cast.julian).get("/find?q=tuesday").text


def test_case_accents_and_signs_make_no_difference(as_, cast, coat):
    coat.put(cast.marian, "cloth.code", "Crêpe d’été, STRASSE 9½")
    julian = as_(cast.julian)
    for words in ("crepe", "CRÊPE", "été", "ete d", "straße", "“crepe”", "crepe***", "(cr", "9½"):
        assert "Lines" in found(julian, words), words
    assert not found(julian, "repe")  # a word is found from its beginning
    coat.put(cast.marian, "cloth.code", "日本語の裏地")
    assert "Lines" in found(julian, "裏地")
    assert "Lines" not in found(julian, "crepe")  # what is written now is found, not what was


def test_a_slip_of_the_hand_is_understood_and_said(as_, cast, coat, uniforms):
    coat.put(cast.marian, "cloth.code", "Lining of cupro")
    julian = as_(cast.julian)
    for words in ("linign", "lning", "liningg", "lixing", "lining of cpuro"):
        page = julian.get("/find", query_string={"q": words}).text
        assert "spelled alike" in page and "<mark>Lining</mark>" in page, words
    assert not found(julian, "harogate") and "Lines" in found(as_(cast.ruth), "harogate")


def test_what_one_side_keeps_to_itself_is_found_by_that_side_alone(as_, cast, coat):
    photos = coat.thread.stages["cloth"].field("photos")
    own = Stored("7" * 32, "Geheimnis.jpg", "image/jpeg", 9, "0" * 64, 6, 4)
    coat.do(cast.marian, showing.keep_pictures, "cloth", photos, [own])
    as_(cast.piotr).post(coat.at("/our-room"), data={"text": "Geheimnis of ours"}, status=303)
    for words in ("geheimnis", "geh", "gehiemnis"):
        assert found(as_(cast.piotr), words).keys() == {"Messages", "Pictures and pins"}
        for person in (cast.julian, cast.ruth, cast.stranger):
            assert found(as_(person), words) == {}, words
    for person, number in ((cast.marian, 1), (cast.julian, 0)):
        page = as_(person).get("/orders?q=geheimnis", status=200).text
        assert page.count('class="ord faced"') == number
    coat.do(cast.marian, showing.remove_picture, "7" * 32)
    assert found(as_(cast.piotr), "geheimnis") == {"Messages": [coat.at("/our-room#room-2")]}


def test_a_slip_of_the_hand_brings_no_word_of_others_to_light(as_, cast, coat, uniforms, database):
    """Which words are alike is told to nobody but who may find them: of the clan, a customer, another one."""
    for person, word in ((cast.piotr, "geheimnis"), (cast.julian, "verborgen")):
        as_(person).post(coat.at("/our-room"), data={"text": f"{word} of ours"}, status=303)
    readers = {
        "geheimnsi": {"piotr", "marian"},
        "verborgne": {"julian"},
        "harogate": {"ruth", "marian", "tom"},
    }
    for slip, know in readers.items():
        for handle in ("piotr", "marian", "julian", "ruth", "tom"):
            page = as_(getattr(cast, handle)).get("/find", query_string={"q": slip}, status=200).text
            assert ("spelled alike" in page) == (handle in know), (slip, handle)
            with database.unit(write=False):
                assert bool(finding.alike(by_handle(handle), [slip])) == (handle in know), (slip, handle)


def test_a_list_is_narrowed_by_what_is_there_and_not_by_what_can_be_done(as_, cast, coat, database):
    with database.unit(write=False) as session:
        rows = session.scalars(select(Findable).where(Findable.only_for.in_(("", "customer")))).all()
    says = {deed: {word for row in rows if (row.kind == "deed") == deed for word in row.folded.split()}
            for deed in (True, False)}  # fmt: skip
    alone = sorted(says[True] - says[False])
    assert alone, "there is no word that only a deed holds"
    for word in alone:
        assert "No order fits." in as_(cast.julian).get(f"/orders?q={word}", status=200).text, word


def test_a_message_is_found_as_it_reads_today(as_, cast, coat):
    coat.do(cast.julian, actions.say, "I come on Tuesday.")
    seq, julian = coat.thread.seq, as_(cast.julian)
    coat.do(cast.julian, talking.edit, seq, "I come on Friday.")
    assert found(julian, "tuesday") == {} and "Messages" in found(julian, "friday")
    coat.do(cast.julian, talking.take_back, seq)
    assert found(julian, "friday") == {}


def test_deeds_lead_to_the_page_that_asks(as_, cast, coat):
    julian, marian = as_(cast.julian), as_(cast.marian)
    assert coat.stage("need", "reopen") in found(julian, "open the need again")["Do"]
    assert coat.at("?open=cloth.code#in-cloth-code") in found(marian, "write cloth code okoro")["Do"]
    coat.put(cast.marian, "cloth.code", "W 81")
    assert coat.at("?open=cloth.code#in-cloth-code") in found(marian, "change cloth code of julian")["Do"]
    assert "/orders/new" in found(julian, "state a need")["Do"]
    assert "/settings" in found(julian, "keyboard")["Do"]
    assert coat.at("/remind") in found(julian, "remind", coat.ref)["Do"]
    for link in found(julian, "okoro cloth").get("Do", []):
        julian.get(link.partition("#")[0], status=200)


def test_deeds_are_called_and_looked_for_in_the_readers_language(as_, cast, coat, database):
    coat.put(cast.marian, "cloth.code", "W 81")
    with database.unit(write=True) as session:
        session.get(type(cast.julian), cast.julian.id).language = "de"
    julian = as_(cast.julian)
    page = julian.get("/find", query_string={"q": "wieder öffnen need"}, status=200).text
    assert coat.stage("need", "reopen") in page
    assert "<mark>Wieder</mark> <mark>öffnen</mark>: " in page
    assert "Open " not in page
    for word in ("schreiben", "write"):  # in one's own words or in English, it is called as one reads
        page = julian.get("/find", query_string={"q": f"{word} cloth"}, status=200).text
        assert "schreiben" in page.lower() and "Write " not in page, word


def test_this_order_comes_first_where_one_asks_from_it(as_, cast, database, coat):
    coat.put(cast.marian, "cloth.code", "Donegal")
    for n in range(10):
        playing.begin(database, cast.julian, cast.okoro, f"Donegal {n}")
    julian = as_(cast.julian)
    here = found(julian, "donegal", coat.ref)
    assert next(iter(here.items())) == ("In this order", [coat.at("?stage=cloth#line-cloth-code")])
    assert "In this order" not in found(julian, "donegal", "northmoor-1")
    assert "3 more. Another word narrows it." in julian.get("/find/part?q=donegal").text


def test_what_is_too_long_is_cut_and_said_to_be(as_, cast, coat):
    julian = as_(cast.julian)
    for words in ("rain " * 2_000, '"*' * 5_000, "a" * 10_000, "'; DROP TABLE findable; --" * 400):
        page = julian.get("/find", query_string={"q": words}, status=200).text
        assert "200 characters and eight words at most" in page, words[:20]
    assert coat.at() in julian.get("/find", query_string={"q": "rain " * 39}).text


def test_orders_of_before_can_be_found_once_the_worker_has_been(as_, cast, coat, uniforms, database, unit):
    coat.do(cast.julian, actions.say, "After court.")
    with unit() as session:
        kept = sorted(map(str, session.execute(select(Findable.kind, Findable.key, Findable.folded))))
        session.execute(delete(Findable))
    assert found(as_(cast.julian), "court") == {}
    assert indexing.fill_due(database, most=1) == indexing.fill_due(database, most=1) == 1
    assert indexing.fill_due(database) == 0
    with unit() as session:
        assert kept == sorted(map(str, session.execute(select(Findable.kind, Findable.key, Findable.folded))))
    assert "Messages" in found(as_(cast.julian), "court")


def test_an_order_played_in_one_go_is_found_at_its_end_as_if_it_had_been_followed(database, cast):
    def played():
        order = playing.begin(database, cast.julian, cast.okoro)
        playing.to_the_end(order, cast.julian, cast.marian)
        order.do(cast.julian, actions.say, "A zebra walked by.")
        return order

    def kept(order):
        with database.unit(write=False) as session:
            columns = (Findable.kind, Findable.only_for, Findable.key, Findable.label, Findable.folded)
            rows = session.execute(select(*columns).join(Case).where(Case.ref == order.ref))
            return {tuple(row) for row in rows if row.kind != "order"}

    followed = kept(played())
    with database.unit(write=True), indexing.at_the_end():
        order = played()
        assert not kept(order)
    assert len(followed) > 10
    assert kept(order) == followed
