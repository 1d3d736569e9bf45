"""Several files at once: out of a zip, and the item that a file's name speaks of."""

import io
import re
import zipfile
from collections.abc import Collection, Iterator

from ecodash.evidence.file_types import MOST_BYTES
from ecodash.evidence.office_check import OfficeProblem, office_type
from ecodash.evidence.problem import FileProblem
from ecodash.language.thai import digits

MOST_FILES = 60
_MOST_TOGETHER = 200 * 1024 * 1024
# ข้อ 5, ข้อที่5, item-5, or a number that the name begins with.
_SAID = re.compile(r"(?:ข้อ(?:ที่)?|item|criterion)[\s_.-]*(\d+(?:-\d+)*)|^(\d+(?:-\d+)*)(?=[\s_.)-])", re.IGNORECASE)


def unpacked(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file: the file itself, or those in a zip. FileProblem where a zip is not taken."""
    if not _is_zip(data):
        yield name, data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
            if len(parts) > MOST_FILES:
                raise FileProblem("too_many", most=MOST_FILES, count=len(parts))
            if not parts:
                raise FileProblem("empty", name=name)
            left = _MOST_TOGETHER
            for info in parts:
                with archive.open(info) as part:
                    content = part.read(MOST_BYTES + 1)
                left -= len(content)
                if len(content) > MOST_BYTES:
                    raise FileProblem("too_big", name=_name(info), most=MOST_BYTES // 1024 // 1024)
                if left < 0:
                    raise FileProblem("too_big_together", name=name, most=_MOST_TOGETHER // 1024 // 1024)
                yield _name(info), content
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        # Among them: a zip with a password.
        raise FileProblem("broken", name=name) from error


def item_in(name: str, items: Collection[str]) -> str | None:
    """The item that the name of a file speaks of; None when it names none, or one that there is not."""
    found = _SAID.search(digits(name.rpartition("/")[2]))
    number = (found[1] or found[2]) if found else None
    return number if number in items else None


def _is_zip(data: bytes) -> bool:
    """A zip that is no Word or Excel file."""
    try:
        return data.startswith(b"PK\x03\x04") and office_type(data) is None
    except OfficeProblem:
        # It goes on to the vault, which says what is wrong with it.
        return False


def _is_hidden(path: str) -> bool:
    """What other systems put in beside the files."""
    return any(part.startswith((".", "__MACOSX")) for part in path.split("/"))


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was written: Windows in Thailand writes its own code page and says nothing of it."""
    if info.flag_bits & 0x800:
        return info.filename
    written = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp874"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
