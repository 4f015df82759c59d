"""Where words are sent that a browser named: sealed as the standard says, and never into our own network."""

import socket

import pytest

from portal.kernel import abroad, sealing

MINE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"


def test_a_message_is_sealed_as_in_the_appendix_of_rfc_8291():
    sealed = sealing.seal(
        b"When I grow up, I want to be a watermelon",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
        sealing.own(MINE),
        sealing.raw_of("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert sealed == sealing.raw_of(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w"
        "EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


@pytest.mark.parametrize("wrong", ["", "x", "AAAA", "A" * 43, "ü"])
def test_what_is_no_key_is_refused(wrong):
    with pytest.raises(sealing.BadKey):
        sealing.own(wrong)


PUBLIC = ["https://push.example.org/x", "https://push.example.org:443/x?y=1", "https://a-b.c1.example/"]
OURS = [
    "http://push.example.org/x",
    "https://localhost/x",
    "https://127.0.0.1/x",
    "https://0x7f000001/x",
    "https://2130706433/x",
    "https://[::1]/x",
    "https://push.example.org:8443/x",
    "https://push.example.org:/x#y",
    "https://a@push.example.org/x",
    "https://a:b@push.example.org/x",
    "https://push.example.org\\@127.0.0.1/x",
    "https://push..example.org/x",
    "https://.example.org/x",
    "https://pụsh.example.org/x",
    "https://push.example.org/\r\nHost: x",
    "ftp://push.example.org/x",
    "//push.example.org/x",
    "https://[push.example.org/x",
    "",
]


def test_only_a_name_in_the_open_is_an_address_of_a_push_service():
    assert [one for one in PUBLIC if not abroad.acceptable(one, nearby=False)] == []
    assert [one for one in OURS if abroad.acceptable(one, nearby=False)] == []


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "ff02::1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
    ],
)  # fmt: skip
def test_a_name_that_stands_for_one_of_ours_is_not_asked(monkeypatch, number):
    """Not even when it stands for a public number too."""
    known = [(0, 0, 0, "", (one, 443)) for one in ("93.184.216.34", number)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: known)
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it was asked"))
    with pytest.raises(abroad.NotAllowed):
        abroad.post("https://push.example.org/x", {}, b"")


def test_the_number_that_was_looked_at_is_the_one_that_is_asked(monkeypatch):
    asked = []

    def refuses(address, _patience):
        asked.append(address)
        raise OSError

    known = [(0, 0, 0, "", (one, 443)) for one in ("93.184.216.34", "2606:2800:220:1::1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: known)
    monkeypatch.setattr(socket, "create_connection", refuses)
    with pytest.raises(abroad.NotReached):
        abroad.post("https://push.example.org/x", {}, b"")
    assert asked == [("93.184.216.34", 443), ("2606:2800:220:1::1", 443)]
