"""What a file of evidence is, by its content, and how it looks.

Pictures are written anew, which drops where they were taken and whatever was hung on behind them; a PDF that acts by
itself or carries other files is refused, and so is a Word or Excel file with a program in it.
"""

import io
from pathlib import Path

from PIL import Image

from ecodash.evidence.file_types import MOST_BYTES, SUFFIX
from ecodash.evidence.office_check import DOCX, XLSX, OfficeProblem, office_type
from ecodash.evidence.pdf_check import PdfProblem, check_pdf, first_page
from ecodash.evidence.pictures import PictureProblem, kept_picture, shrunk
from ecodash.evidence.problem import FileProblem

_PREVIEW = 640
# How the pictures of iPhones begin, after four bytes.
_HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypavif")
_NAMED = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".docx": DOCX,
    ".xlsx": XLSX,
}


def preview(data: bytes, media_type: str) -> bytes:
    """A small PNG of a picture, or of the first page of a PDF; FileProblem for what is never opened."""
    if media_type in (DOCX, XLSX):
        raise FileProblem("gone")
    if media_type == "application/pdf":
        try:
            return shrunk(first_page(data, _PREVIEW), _PREVIEW)
        except PdfProblem as problem:
            raise FileProblem("altered") from problem
    return shrunk(Image.open(io.BytesIO(data)), _PREVIEW)


def checked(data: bytes, name: str) -> tuple[bytes, str]:
    """The bytes to keep and their type; FileProblem says why there are none."""
    if not data:
        raise FileProblem("empty", name=name)
    if len(data) > MOST_BYTES:
        raise FileProblem("too_big", name=name, most=MOST_BYTES // 1024 // 1024)
    try:
        found = _type_of(data) or office_type(data)
    except OfficeProblem as problem:
        raise FileProblem(problem.code, name=name) from problem
    if found is None:
        raise FileProblem("heic" if data[4:12] in _HEIC else "type", name=name)
    suffix = Path(name).suffix.lower()
    if _NAMED.get(suffix, found) != found or (suffix and suffix not in _NAMED):
        raise FileProblem("misnamed", name=name, type=SUFFIX.get(found, ".webp").removeprefix("."))
    if found == "application/pdf":
        try:
            check_pdf(data)
        except PdfProblem as problem:
            raise FileProblem(problem.code, name=name) from problem
        return data, found
    if found in (DOCX, XLSX):
        return data, found
    try:
        return kept_picture(data, found)
    except PictureProblem as problem:
        raise FileProblem(problem.code, name=name, **problem.values) from problem


def _type_of(data: bytes) -> str | None:
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None
