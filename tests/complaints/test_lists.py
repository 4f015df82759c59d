"""A list of complaints goes on past its first page, as long as there are more."""

import re
from itertools import chain

from portal.complaints import learning, queries


def further(page):
    """Where More leads to; nothing where the list has ended."""
    found = re.search(r'href="([^"]*skip=[^"]*)"', page)
    return found[1].replace("&amp;", "&") if found else ""


def walked(visitor, path):
    """The references on each page of a list."""
    pages = []
    while path:
        page = visitor.get(path, status=200).text
        pages.append(re.findall(r'href="/complaints/(okoro-c\d+)"', page))
        path = further(page)
    return pages


def test_a_list_leads_on_to_the_last_one_and_each_stands_once(as_, cast, complaints, monkeypatch):
    refs = [complaints.say(cast.julian, f"Number {number}") for number in range(5)]
    monkeypatch.setattr(queries, "PAGE", 2)
    for path in ("/complaints", "/customers/okoro/complaints"):
        pages = walked(as_(cast.marian), path)
        assert [len(page) for page in pages] == [2, 2, 1]
        assert sorted(chain(*pages)) == sorted(refs)
    assert walked(as_(cast.marian), "/complaints?skip=nonsense")[0] == pages[0]
    assert walked(as_(cast.marian), f"/complaints?skip={'9' * 30}")[0] == pages[0]


def test_the_letters_behind_a_number_lead_on_too(as_, cast, complaints, helena, monkeypatch):
    refs = [complaints.say(cast.julian, about="helena") for _number in range(3)]
    for ref in refs:
        complaints.owned(cast.marian, ref, cast.gwen)
        complaints.do(cast.gwen, ref, "judge", verdict="upheld", words="It tore.")
    monkeypatch.setattr(learning, "PAGE", 2)
    pages = walked(as_(cast.marian), "/complaints/learned/letters")
    assert [len(page) for page in pages] == [2, 1] and sorted(chain(*pages)) == refs
