"""What the environment says, checked once at start; a wrong value gets a sentence that says what to write."""

import re
import secrets
import shlex
import shutil
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from flask import Flask
from pydantic import AliasChoices, Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.kernel import sealing

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
URLS = {
    "public_url": (("http", "https"), "https://portal.example.com"),
    "mail_url": (("smtp", "smtps", "smtp+starttls"), "smtp://mail.example.com:25"),
    "mail_in_url": (("imap", "imaps"), "imaps://user:password@mail.example.com/INBOX"),
    "files_url": (("file", "s3"), "file:///srv/commonthread/files or s3://bucket/folder"),
}


# What pydantic finds wrong, in our words; `{…}` is what the setting allows.
WRONG = {
    "int_parsing": "write a whole number",
    "greater_than_equal": "{ge} is the least",
    "less_than_equal": "{le} is the most",
    "bool_parsing": "write true or false",
    "literal_error": "write {expected}",
}


class BadSetting(Exception):
    """A setting is missing or wrong; the message says what to write instead."""


class Settings(BaseSettings):
    """The settings of one running house. Everything has a default that works on one machine."""

    model_config = SettingsConfigDict(
        env_prefix="COMMONTHREAD_", env_ignore_empty=True, extra="ignore", populate_by_name=True
    )

    database_url: str = Field(
        default=f"sqlite:///{VAR}/commonthread.db", validation_alias=AliasChoices("DATABASE_URL")
    )
    secret_key: str = Field(default="", validation_alias=AliasChoices("SECRET_KEY"))
    port: int = Field(default=8000, ge=1, le=65535, validation_alias=AliasChoices("PORT"))
    host: str = "127.0.0.1"
    files_url: str = Field(default=f"file://{VAR}/files", validation_alias=AliasChoices("FILES_URL"))
    mail_url: str = Field(default="", validation_alias=AliasChoices("MAIL_URL"))
    mail_from: str = "portal@localhost"
    mail_in_url: str = Field(default="", validation_alias=AliasChoices("MAIL_IN_URL"))
    answers: str = ""  # the address that answers to letters go to; each letter puts +TOKEN into it
    scan_command: str = ""  # reads a file, answers 1 when there is a virus in it
    push_key: str = ""  # made by `commonthread push-key`; without it nobody can be told on their devices
    push_nearby: bool = False  # push services on this very machine, for tests only
    public_url: str = Field(default="", validation_alias=AliasChoices("PUBLIC_URL"))
    proxies: int = Field(default=0, ge=0, le=5)
    largest_upload: int = Field(default=25_000_000, ge=10_000)
    requests_a_minute: int = Field(default=1_800, ge=60)  # of one customer, or one of our people, a process
    # gunicorn.conf.py reads these two before anything of ours is imported; they are here to be checked.
    processes: int = Field(default=2, ge=1, le=64, validation_alias=AliasChoices("WEB_CONCURRENCY"))
    log: Literal["debug", "info", "warning", "error", "critical"] = "warning"
    quick_passwords: bool = False  # cheap hashing, for tests only

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        for short in ("postgres://", "postgresql://"):
            if value.startswith(short):
                value = "postgresql+psycopg://" + value.removeprefix(short)
        try:
            backend = make_url(value).get_backend_name()
        except ArgumentError:
            backend = ""
        if backend not in ("sqlite", "postgresql"):
            raise ValueError("write sqlite:///folder/name.db or postgresql://user:password@host/name")
        return value

    @field_validator("public_url", "mail_url", "mail_in_url", "files_url")
    @classmethod
    def _url(cls, value: str, info: ValidationInfo) -> str:
        schemes, example = URLS[str(info.field_name)]
        if value and not (
            urlsplit(value).scheme in schemes and urlsplit(value).path + urlsplit(value).netloc
        ):
            raise ValueError(f"write a whole address, such as {example}")
        return value.rstrip("/") if value.startswith("http") else value

    @field_validator("answers")
    @classmethod
    def _answers(cls, value: str) -> str:
        if value and not re.fullmatch(r"[^@+\s<>]{1,20}@[^@\s<>]+", value):
            raise ValueError("write a short address without a plus sign, such as answers@portal.example.com")
        return value

    @field_validator("scan_command")
    @classmethod
    def _scan(cls, value: str) -> str:
        try:
            words = shlex.split(value)
        except ValueError:
            words = [""]
        if value and not shutil.which(words[0]):
            raise ValueError("write a command that is on this machine, such as: clamdscan --no-summary -")
        return value

    @field_validator("push_key")
    @classmethod
    def _push_key(cls, value: str) -> str:
        try:
            if value:
                sealing.own(value)
        except sealing.BadKey:
            raise ValueError("write what commonthread push-key prints") from None
        return value

    @property
    def address(self) -> str:
        """Where people reach the portal, without a slash at the end."""
        return self.public_url or f"http://127.0.0.1:{self.port}"

    @property
    def secure(self) -> bool:
        """Whether people reach the portal over TLS."""
        return self.address.startswith("https://")


def load() -> Settings:
    """The settings from the environment.

    Raises:
        BadSetting: a value is wrong; every wrong value is named with what to write instead.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        raise BadSetting("\n".join(_sentence(dict(problem)) for problem in error.errors())) from None
    return settings if settings.secret_key else settings.model_copy(update={"secret_key": _own_secret()})


def _sentence(problem: dict[str, Any]) -> str:
    name = str(problem["loc"][0])
    shown = name if name.isupper() else f"COMMONTHREAD_{name.upper()}"
    wrong = WRONG.get(problem["type"], str(problem["msg"]).removeprefix("Value error, "))
    return f"{shown} is not right: {wrong.format(**problem.get('ctx', {}))}."


def _own_secret() -> str:
    """A secret made once and kept beside the embedded database, so that sign-ins outlive a restart."""
    place = VAR / "secret_key"
    try:
        VAR.mkdir(mode=0o700, exist_ok=True)
        if not place.exists():
            place.touch(mode=0o600)
            place.write_text(secrets.token_urlsafe(48))
        return place.read_text().strip()
    except OSError as error:
        raise BadSetting(
            f"{VAR} cannot be written ({error.strerror}). Make it writable, or set SECRET_KEY."
        ) from None


def trusted_hosts(settings: Settings) -> list[str]:
    """The names under which this portal may be asked; any other is refused, so that no link can be forged."""
    own = urlsplit(settings.address).hostname or "127.0.0.1"
    return sorted({own, "127.0.0.1", "localhost"}) if not settings.public_url else [own]


def trust_proxies(app: Flask, settings: Settings) -> None:
    """Believe the forwarding headers of as many proxies as are declared, and of none otherwise."""
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
