"""The open book over the API: the customer reads no figure before both consent."""


def test_programs_read_it_by_the_same_rule(julian, marian, suit):
    at = f"{suit}/book"
    marian.put(at, {"labour": 71111, "material": 0, "overhead": 0, "margin": 0})
    assert (julian.get(at)["state"], julian.get(at)["figures"]) == ("closed", None)
    assert marian.get(at)["figures"]["labour"] == 71111
    marian.put(at, {"labour": 1, "material": 2, "overhead": 3, "margin": -4})
    marian.put(at, {"labour": -1, "material": 2, "overhead": 3, "margin": 4}, status=422)
    julian.put(at, {"labour": 1, "material": 2, "overhead": 3, "margin": 4}, status=403)
    julian.post(f"{at}/ask")
    assert julian.get(at)["asked"] == "customer" and julian.get(at)["figures"] is None
    marian.post(f"{at}/open")
    assert julian.get(at)["figures"]["margin"] == -4
    marian.post(f"{at}/close")
    assert julian.get(at)["figures"] is None
