"""Settings: a wrong one stops the house with a sentence that says what to write."""

import pytest

from portal.kernel import settings
from portal.kernel.settings import BadSetting, Settings
from tests.house import settings as chosen


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """An environment without any setting of ours, and a place of its own for what is kept."""
    for name in ("DATABASE_URL", "SECRET_KEY", "PORT", "FILES_URL", "MAIL_URL", "PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(settings, "VAR", tmp_path / "var")
    return monkeypatch


WRONG = [
    ("DATABASE_URL", "mysql://root@localhost/x", "sqlite:///folder/name.db"),
    ("DATABASE_URL", "no address", "sqlite:///folder/name.db"),
    ("PUBLIC_URL", "portal.example.com", "https://portal.example.com"),
    ("PUBLIC_URL", "smtp://portal.example.com", "https://portal.example.com"),
    ("MAIL_URL", "https://mail.example.com", "smtp://mail.example.com:25"),
    ("FILES_URL", "/srv/files", "file:///srv"),
    ("PORT", "eighty", "PORT is not right: write a whole number."),
    ("PORT", "0", "1 is the least."),
    ("PORT", "70000", "65535 is the most."),
    ("COMMONTHREAD_PROXIES", "many", "write a whole number."),
    ("COMMONTHREAD_LARGEST_UPLOAD", "9", "10000 is the least."),
    ("COMMONTHREAD_LOG", "loud", "write 'debug', 'info', 'warning', 'error' or 'critical'."),
    ("WEB_CONCURRENCY", "all", "write a whole number."),
]


@pytest.mark.parametrize(("name", "value", "says"), WRONG)
def test_a_wrong_setting_is_named_with_what_to_write(environment, name, value, says):
    environment.setenv(name, value)
    with pytest.raises(BadSetting) as refused:
        settings.load()
    assert name in str(refused.value)
    assert says in str(refused.value)


def test_an_empty_setting_is_none(environment):
    for name in ("DATABASE_URL", "PORT", "MAIL_URL", "WEB_CONCURRENCY"):
        environment.setenv(name, "")
    assert settings.load().port == 8000


def test_all_wrong_settings_are_named_at_once(environment):
    environment.setenv("PORT", "eighty")
    environment.setenv("MAIL_URL", "mail")
    with pytest.raises(BadSetting, match=r"(?s)PORT.*MAIL_URL|MAIL_URL.*PORT"):
        settings.load()


def test_a_secret_is_made_once_and_kept_for_this_machine_only(environment, tmp_path):
    first = settings.load().secret_key
    assert len(first) >= 43
    assert settings.load().secret_key == first
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0
    environment.setenv("SECRET_KEY", "given from outside")
    assert settings.load().secret_key == "given from outside"


def test_a_place_that_cannot_be_written_is_said(environment, tmp_path):
    (tmp_path / "var").write_text("a file where a folder should be")
    with pytest.raises(BadSetting, match="Make it writable, or set SECRET_KEY"):
        settings.load()


@pytest.mark.parametrize("written", ["postgres://u:p@h/n", "postgresql://u:p@h/n"])
def test_usual_names_of_a_postgresql_are_understood(environment, written):
    environment.setenv("DATABASE_URL", written)
    assert settings.load().database_url == "postgresql+psycopg://u:p@h/n"


@pytest.mark.parametrize(
    ("said", "address", "secure", "hosts"),
    [
        ({}, "http://127.0.0.1:8000", False, ["127.0.0.1", "localhost"]),
        ({"port": 9000}, "http://127.0.0.1:9000", False, ["127.0.0.1", "localhost"]),
        (
            {"public_url": "https://portal.example.com"},
            "https://portal.example.com",
            True,
            ["portal.example.com"],
        ),
    ],
)
def test_where_the_house_is_reached(said, address, secure, hosts):
    found = chosen(**said)
    assert (found.address, found.secure, settings.trusted_hosts(found)) == (address, secure, hosts)


def test_tests_know_every_setting_by_its_default():
    assert set(chosen().model_dump()) == set(Settings.model_fields)
