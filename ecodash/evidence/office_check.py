"""Word and Excel files as evidence: told by the names within, never opened. What could run in them is refused."""

import io
import zipfile
from collections.abc import Iterable

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MOST_PARTS = 10_000
_RUNS = ("vbaproject.bin", "/activex/", "/embeddings/oleobject")
# How files of before 2007 begin, and all that have a password.
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class OfficeProblem(Exception):
    """Why such a file is not taken. ``code`` names the words under ``file_problem``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def office_type(data: bytes) -> str | None:
    """The type of a Word or Excel file of today; None for anything else; OfficeProblem where it is not taken."""
    if data.startswith(OLD_OFFICE):
        # What is in it cannot be told.
        raise OfficeProblem("old_office")
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names = [info.filename.lower() for info in parts.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError) as error:
        raise OfficeProblem("broken") from error
    found = next((kind for name, kind in _MAIN.items() if name in names), None)
    if found is not None and (len(names) > _MOST_PARTS or carries_programs(names)):
        raise OfficeProblem("macros")
    return found


def carries_programs(names: Iterable[str]) -> bool:
    """Whether one of the parts, by their names, could run."""
    return any(each in name.lower() for name in names for each in _RUNS)
