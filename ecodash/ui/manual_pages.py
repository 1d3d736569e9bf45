"""The manual as plain HTML: one page a topic, and all of them as one book to print."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ecodash import facts, manual
from ecodash.language.status_look import stylesheet
from ecodash.language.text import t
from ecodash.ui.render import render_plain

_STYLES = Path(__file__).parent / "styles"
INDEX = manual.TOPICS[0]


def style() -> str:
    """The stylesheet of every page of the manual."""
    return stylesheet(_STYLES, ("plain", "help"))


def topic_page(lang: str, topic: str, demo: bool, steps: Sequence[facts.PracticeStep]) -> str:
    """One topic, with all others beside it; ``steps`` is the practice path where the topic is about that."""
    return render_plain(
        lang,
        "help.html",
        title=manual.title(lang, topic),
        body=Markup(manual.text(lang, topic, _linked(lang, demo))),
        steps=steps,
        step_link=_linked(lang, True),
        **_frame(lang, demo, topic, topic),
    )


def programs_page(lang: str, demo: bool, described: Mapping[str, Any], origin: str) -> str:
    """What other programs can ask, from the OpenAPI description; ``origin`` is where they find it."""
    operations = [item["get"] for item in described["paths"].values()]
    parameters = {each["name"]: each for operation in operations for each in operation["parameters"]}
    return render_plain(
        lang,
        "programs.html",
        title=t(lang, "programs.title"),
        description=described["info"]["description"],
        examples=[(name, code.format(origin=origin)) for name, code in _EXAMPLES.items()],
        parameters=parameters.values(),
        questions=list(_questions(described)),
        demo=demo,
        **_frame(lang, demo, "data", PROGRAMS),
    )


PROGRAMS = "programs"
# By name of who asks. A test asks what they ask.
_EXAMPLES = {
    "excel": "{origin}/data.xlsx\n{origin}/api/v1/status.csv",
    "power_bi": 'Csv.Document(Web.Contents("{origin}/api/v1/series.csv"), [Delimiter = ",", Encoding = 65001])',
    "python": (
        "import pandas as pd\n\n"
        'status = pd.read_csv("{origin}/api/v1/status.csv")\n'
        'met = status[status["result"] == "met"].groupby("area").size()'
    ),
}


def _questions(described: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What can be asked, each in all its forms, with the columns of its rows where they are described."""
    forms: dict[str, list[str]] = {}
    for address in described["paths"]:
        forms.setdefault(address.rpartition(".")[0] or address, []).append(address)
    schemas = described["components"]["schemas"]
    for path, addresses in forms.items():
        name = path.rpartition("/")[2]
        row = schemas.get(name) or schemas.get(f"{name}_row") or {}
        summary = described["paths"][addresses[-1]]["get"]["summary"]
        columns = [
            (name, _type_of(each), each.get("description", "")) for name, each in row.get("properties", {}).items()
        ]
        yield {"path": path, "summary": summary, "addresses": addresses, "columns": columns}


def _type_of(schema: Mapping[str, Any]) -> str:
    """What stands in a column, in a word or two."""
    kind = schema.get("type", "string")
    words = [kind] if isinstance(kind, str) else [each for each in kind if each != "null"]
    return " ".join(filter(None, (*words, schema.get("format"))))


def _frame(lang: str, demo: bool, topic: str, here: str) -> dict[str, Any]:
    """What stands around a page of the manual; ``topic`` is where one stands among the others, ``here`` its address."""
    at = manual.TOPICS.index(topic)
    return {
        "style": style(),
        "topic": topic,
        "topics": manual.TOPICS,
        "title_of": lambda each: manual.title(lang, each),
        "link": _linked(lang, demo),
        "following": manual.TOPICS[(at + 1) % len(manual.TOPICS)],
        "other": _linked("en" if lang == "th" else "th", demo)(here),
    }


def book(lang: str) -> str:
    """Every topic, each on a page of its own; its links stay within the book, or lead to screens."""
    link = _linked(lang, False)

    def inside(address: str) -> str:
        return f"#{address}" if address in manual.TOPICS else link(address)

    chapters = [(topic, Markup(manual.text(lang, topic, inside))) for topic in manual.TOPICS]
    titles = {topic: manual.title(lang, topic) for topic in manual.TOPICS}
    return render_plain(lang, "help_book.html", style=style(), chapters=chapters, titles=titles, link=link)


def _linked(lang: str, demo: bool) -> Callable[[str], str]:
    """Addresses as the manual writes them, as a browser opens them: in its language, over the same data."""
    asked = "&".join(filter(None, ("lang=en" if lang == "en" else "", "demo=1" if demo else "")))

    def link(address: str) -> str:
        if address.startswith("pictures/"):
            return f"/help/{address}"
        path = address if address.startswith("/") else "/help" if address == INDEX else f"/help/{address}"
        return f"{path}?{asked}" if asked else path

    return link
