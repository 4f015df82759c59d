"""Finding orders and people, among those that somebody may see."""


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
    for word in ("%25", "_", "'", '"', "%27%20OR%201=1--", "%F0%9F%A7%B5", "%FF", "\\", "a" * 5_000):
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
