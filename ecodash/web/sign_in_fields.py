"""What the forms of signing in ask for."""

from collections.abc import Mapping
from dataclasses import dataclass

from ecodash.access.accounts import LEAST_LETTERS
from ecodash.language.text import t


@dataclass(frozen=True)
class Field:
    """One field of a form of ours."""

    name: str
    label: str
    type: str = "text"
    autocomplete: str = "off"
    value: str = ""
    least: int = 0


def login_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [
        Field("name", t(lang, "entry.name"), autocomplete="username", value=form.get("name", "")),
        Field("password", t(lang, "entry.password"), "password", "current-password"),
    ]


def first_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [
        Field("code", t(lang, "entry.code"), value=form.get("code", "")),
        Field("name", t(lang, "entry.name"), autocomplete="username", value=form.get("name", "")),
        Field(
            "password",
            t(lang, "entry.new_password", least=LEAST_LETTERS),
            "password",
            "new-password",
            least=LEAST_LETTERS,
        ),
    ]


def enter_fields(lang: str, form: Mapping[str, str]) -> list[Field]:
    return [Field("passphrase", t(lang, "entry.passphrase"), "password", "current-password")]
