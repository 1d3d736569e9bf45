"""What the forms of signing in ask for."""

from collections.abc import Mapping
from dataclasses import dataclass

from ecodash.access.passwords import LEAST_LETTERS
from ecodash.language.text import t


@dataclass(frozen=True)
class Field:
    """One field of a form of ours."""

    name: str
    label: str
    type: str = "text"
    autocomplete: str = "off"
    value: str = ""


def login_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [
        Field("name", t(lang, "entry.name"), autocomplete="username", value=form.get("name", "")),
        Field("password", t(lang, "entry.password"), "password", "current-password"),
    ]


def first_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [
        Field("code", t(lang, "entry.code"), value=form.get("code", "")),
        Field("name", t(lang, "entry.shown_name"), autocomplete="name", value=form.get("name", "")),
        Field("login", t(lang, "entry.login_apart"), autocomplete="username", value=form.get("login", "")),
        *_new_password(lang),
    ]


def own_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [Field("old", t(lang, "entry.old_password"), "password", "current-password"), *_new_password(lang)]


def forgot_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [
        Field("name", t(lang, "entry.name"), autocomplete="username", value=form.get("name", "")),
        Field("code", t(lang, "entry.reset_code"), value=form.get("code", "")),
        *_new_password(lang),
    ]


def _new_password(lang: str) -> list[Field]:
    """Typed twice: what is typed is not shown."""
    return [
        Field("password", t(lang, "entry.new_password", least=LEAST_LETTERS), "password", "new-password"),
        Field("again", t(lang, "entry.password_again"), "password", "new-password"),
    ]


def enter_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [Field("passphrase", t(lang, "entry.passphrase"), "password", "current-password")]


def number_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [Field("number", t(lang, "entry.number"), autocomplete="one-time-code")]
