"""``site``: the public facts as a web site of plain files."""

import argparse
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ecodash.api import answers, flat
from ecodash.api.owed import OWED
from ecodash.api.owed import owed as matters_owed
from ecodash.api.query import read_question, read_span, read_view
from ecodash.commands import DONE, as_json, say
from ecodash.language import csv_text, terminal
from ecodash.language.refusal import Refusal
from ecodash.language.text import t
from ecodash.store.store import Store
from ecodash.stores import current, people

_AddCommand = Callable[..., argparse.ArgumentParser]
# Written last, with every file of the site: so the next one knows which are its own.
_MARKER = "ecodash-site.json"
# Who recorded something is nobody's business outside of the office.
_NOT_PUBLIC = ("by", "who", "source_name")


def add_site_command(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the command known."""
    site = add(commands, "site", lang, _site, demo=True)
    site.add_argument("folder", type=Path, metavar="FOLDER", help=t(lang, "cli.help_site_folder"))


def _site(asked: argparse.Namespace) -> int:
    store = current(asked.demo)
    with terminal.said_when_slow(t(asked.lang, "cli.site_making")):
        written = write_site(store, asked.folder)
    is_closed = not asked.demo and people().has_passphrase()
    answer = {"demo": asked.demo, "folder": str(asked.folder), "files": len(written), "bytes": sum(written.values())}
    if asked.json:
        say(as_json(answer | {"readers_need_passphrase": is_closed}))
    else:
        size = -(-sum(written.values()) // 1_000_000)
        say(t(asked.lang, "cli.site_made", files=len(written), size=size, folder=asked.folder))
        if is_closed:
            say(t(asked.lang, "cli.site_open"))
    return DONE


def write_site(store: Store, folder: Path) -> dict[str, int]:
    """Write the site; the name and size of each file. Refusal for a folder that holds anything else.

    What an earlier site had and this one has not is removed once the new one is whole.
    """
    from ecodash.ui import site
    from ecodash.ui.static_pages import FONTS

    earlier = _earlier(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, int] = {}

    def put(name: str, text: str) -> None:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        written[name] = file.stat().st_size

    for name, text in (*site.styles(), *_data(store)):
        put(name, text)
    data = {name.removeprefix("data/"): size for name, size in written.items() if name.startswith("data/")}
    for name, text in (*site.pages(store), *site.entrance(store.is_demo, data)):
        put(name, text)
    assets = Path(__file__).parents[1] / "web" / "assets"
    for source, place in [(assets / n, "assets") for n in ("icon.png", "demonstration.svg")] + [
        (font, "fonts") for font in FONTS.glob("*.woff2")
    ]:
        (folder / place).mkdir(exist_ok=True)
        shutil.copyfile(source, folder / place / source.name)
        written[f"{place}/{source.name}"] = source.stat().st_size
    for gone in earlier - set(written):
        (folder / gone).unlink(missing_ok=True)
    (folder / _MARKER).write_text(json.dumps(sorted(written)), encoding="utf-8")
    return written


def _earlier(folder: Path) -> set[str]:
    """The files of the site that lies there already."""
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise Refusal("cli.not_a_folder", folder=folder)
    marker = folder / _MARKER
    ours = {str(name) for name in json.loads(marker.read_text(encoding="utf-8"))} if marker.exists() else set()
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in ours and file != marker:
            raise Refusal("cli.site_not_ours", folder=folder, name=name)
    return ours


def _data(store: Store) -> Iterator[tuple[str, str]]:
    """Every table as JSON and CSV, and the flat files of all areas, as of today."""
    query = {"demo": "1" if store.is_demo else ""}
    tables = {name: answers.table(store, name, *read_question(store, query)) for name in answers.COLUMNS}
    tables["owed"] = matters_owed(*read_view(store, query))
    for name, answer in tables.items():
        columns = [column for column in answers.COLUMNS.get(name, OWED) if column not in _NOT_PUBLIC]
        rows = [{column: row[column] for column in columns} for row in answer["rows"]]
        yield f"data/{name}.json", json.dumps(answer | {"rows": rows}, ensure_ascii=False)
        yield f"data/{name}.csv", csv_text.write(columns, rows)
    yield "data/status.csv", _public(flat.status_csv(*read_view(store, query)))
    for name in ("changes", "series"):
        yield f"data/{name}.csv", _public(flat.span_csv(store, name, *read_span(store, query)))


def _public(text: str) -> str:
    """CSV without the columns that say who recorded something."""
    rows = csv_text.read(text)
    columns = [column for column in csv_text.head(text) if column not in _NOT_PUBLIC]
    return csv_text.write(columns, rows)
