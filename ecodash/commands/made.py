"""What a command made, put where it was asked for, and said."""

import argparse
from pathlib import Path

from ecodash.commands import DONE, as_json, say
from ecodash.documents.making import Document
from ecodash.language.text import t


def kept(made: Document, asked: argparse.Namespace, **more: str) -> int:
    """Written as the file that was named, or by its own name here; ``more`` is said in JSON beside it."""
    file = asked.output or Path(made.name)
    file.write_bytes(made.body)
    if asked.json:
        say(as_json({"demo": asked.demo, "file": str(file), **more, "bytes": len(made.body)}))
    else:
        say(t(asked.lang, "cli.made", file=file, size=-(-len(made.body) // 1024)))
    return DONE
