"""A folder and a bucket keep files alike; the bucket is a real S3 server, started here."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from moto.server import ThreadedMotoServer

from portal.kernel import storage

KEY, OTHER = "0" * 32, "f" * 32


@pytest.fixture(scope="module")
def server():
    """An S3 server on this machine."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    yield f"http://127.0.0.1:{port}"
    server.stop()


def ask(method, url):
    """Ask the server for something that only its owner does."""
    connection = HTTPConnection(urlsplit(url).netloc)
    connection.request(method, urlsplit(url).path)
    assert connection.getresponse().status == 200
    connection.close()


@pytest.fixture
def bucket(server, monkeypatch):
    """A bucket of its own for a test, with the keys that its owner has."""
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "a key",
        "AWS_SECRET_ACCESS_KEY": "a secret",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    ask("POST", f"{server}/moto-api/reset")
    ask("PUT", f"{server}/house")
    return storage.Bucket("s3://house/files")


@pytest.fixture(params=["folder", "bucket"])
def place(request, tmp_path):
    """Each kind of storage."""
    return request.getfixturevalue("bucket") if request.param == "bucket" else storage.Folder(tmp_path / "x")


def test_what_is_stored_is_found_again(place):
    assert list(place.stored()) == []
    place.put(KEY, b"one")
    place.put(f"{KEY}.320.avif", b"small")
    place.put(f"{KEY}.320.avif", b"smaller")
    assert place.get(KEY) == b"one"
    assert place.get(f"{KEY}.320.avif") == b"smaller"
    assert list(place.stored()) == [KEY, f"{KEY}.320.avif"]
    for gone in (OTHER, "../../etc/passwd", "", f"{KEY}.320.exe", f"{KEY}/../{KEY}"):
        with pytest.raises(FileNotFoundError):
            place.get(gone)
    with pytest.raises(FileNotFoundError):
        place.put("../somewhere", b"else")
    for _ in range(2):  # what is not there is let go of as well
        place.remove(KEY)
    assert list(place.stored()) == [f"{KEY}.320.avif"]
    with pytest.raises(FileNotFoundError):
        place.remove("../../etc/passwd")


def test_a_storage_that_does_not_answer_is_told_from_a_file_that_is_not_there(bucket, monkeypatch):
    monkeypatch.setattr(storage, "PATIENCE", storage.timedelta(seconds=1))
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    nobody = storage.Bucket("s3://house/files")
    for ask in (
        lambda: nobody.get(KEY),
        lambda: nobody.put(KEY, b"x"),
        lambda: nobody.remove(KEY),
        lambda: list(nobody.stored()),
    ):
        with pytest.raises(storage.OutOfReach):
            ask()


def test_an_address_says_which(tmp_path, bucket, monkeypatch):
    assert storage.at(f"file://{tmp_path}").name == str(tmp_path)
    assert isinstance(storage.at("s3://house/elsewhere"), storage.Bucket)
    monkeypatch.setattr(storage, "obstore", None)
    with pytest.raises(storage.OutOfReach, match=r"requirements-extras\.txt"):
        storage.at("s3://house/without-the-package")
