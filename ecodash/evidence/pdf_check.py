"""PDF as evidence: only pages to look at, nothing that acts, and the first page as a picture.

pdfium is not safe among threads, so one thread at a time is with it.
"""

import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from PIL import Image
from pypdfium2 import raw

_pdfium = threading.Lock()

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# Names are long or followed by what must follow, so that the noise of a picture does not look like one.
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFile|FileAttachment|RichMedia|Rendition|ImportData|SubmitForm|GoToE\b"
    rb"|XFA\s*[\[\d]|EF\s*<<|EF\s+\d+\s+\d+\s+R"
    # To another file: the name may be that of another machine, to which an old viewer then signs in.
    rb"|S\s*/GoToR\b)"
)
# A link that is followed without being clicked: written out, or under the number of an object.
_OPENS = re.compile(rb"/OpenAction\s*(?:<<([^>]{0,2000})|(\d{1,9})\s+(\d{1,5})\s+R)")
_CALLS = re.compile(rb"/S\s*/URI\b")
_LOCKED = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OTHER_FILTER = re.compile(rb"/(?:LZW|LZWDecode|A85|ASCII85Decode|AHx|ASCIIHexDecode|RL|RunLengthDecode|Crypt)\b")
_FILTER_ELSEWHERE = re.compile(rb"/(?:Filter|DecodeParms)\s*\[?\s*\d+\s+\d+\s+R|/Predictor\s+(?:[2-9]|1\d)")
_STEP = 1 << 16
_CHUNK = 1 << 20
_OVERLAP = 64
_MOST_INFLATED = 512 << 20
# Between the beginning of an object and its stream stands a dictionary; ours are short.
_LONGEST_DICTIONARY = 4096
# A year's report of a thousand pages has some five thousand; looking at one takes time.
_MOST_STREAMS = 20_000


class PdfProblem(Exception):
    """Why a PDF is not taken: ``locked``, ``broken``, or it ``acts`` by itself."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def check_pdf(data: bytes) -> None:
    """PdfProblem unless it opens without a password, has a page, and holds nothing but pages."""
    plain = _plain(data)
    if _LOCKED.search(plain):
        raise PdfProblem("locked")
    with _opened(data) as document:
        if raw.FPDF_GetSecurityHandlerRevision(document) != -1:
            raise PdfProblem("locked")
        if len(document) < 1:
            raise PdfProblem("broken")
        acts = raw.FPDFDoc_GetJavaScriptActionCount(document) or raw.FPDFDoc_GetAttachmentCount(document)
    if acts or _ACTIVE.search(plain) or _calls_when_opened(plain) or _hides_something(data):
        raise PdfProblem("acts")


def first_page(data: bytes, width: int) -> Image.Image:
    """The first page, at most this wide and twice as high."""
    with _opened(data) as document:
        page = document[0]
        across, down = page.get_size()
        if not (1 <= across <= 20_000 and 1 <= down <= 20_000):
            raise PdfProblem("broken")
        scale = min(width / across, 2 * width / down)
        picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        return picture


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
            raise PdfProblem("locked" if locked else "broken") from error
        try:
            yield document
        except pypdfium2.PdfiumError as error:
            raise PdfProblem("broken") from error
        finally:
            document.close()


def _plain(data: bytes) -> bytes:
    """With names written out: ``/J#61vaScript`` is ``/JavaScript``."""
    return b"".join(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part) for part in _parts(data))


def _parts(data: bytes) -> Iterator[bytes]:
    """Pieces, since millions of names written with signs would lie in memory one by one; no sign is cut in two."""
    start = 0
    while start < len(data):
        cut = data.rfind(b"#", start + _CHUNK - 2, start + _CHUNK)
        end = cut if cut > start else start + _CHUNK
        yield data[start:end]
        start = end


def _calls_when_opened(plain: bytes) -> bool:
    for found in _OPENS.finditer(plain):
        action = found[1]
        if action is None:
            told = re.search(rb"\b%s\s+%s\s+obj\b(.{0,2000})" % (found[2], found[3]), plain, re.DOTALL)
            action = told[1].partition(b"endobj")[0] if told else b""
        if _CALLS.search(action):
            return True
    return False


def _hides_something(data: bytes) -> bool:
    """Whether something that acts stands within a compressed part, or in one that we cannot look into."""
    left = _MOST_INFLATED
    for number, found in enumerate(_STREAM.finditer(data)):
        if number >= _MOST_STREAMS:
            return True
        dictionary = data[max(0, found.start() - _LONGEST_DICTIONARY) : found.start()]
        dictionary = _plain(dictionary[dictionary.rfind(b" obj") + 1 :])
        if b"/ObjStm" in dictionary and (_OTHER_FILTER.search(dictionary) or _FILTER_ELSEWHERE.search(dictionary)):
            return True
        before = b""
        for part in _inflated(data, found.end()):
            left -= len(part)
            plain = _plain(before + part)
            if left < 0 or _ACTIVE.search(plain) or _calls_when_opened(plain):
                return True
            before = part[-_OVERLAP:]
    return False


def _inflated(data: bytes, start: int) -> Iterator[bytes]:
    """What zlib makes of the bytes from here on, piece by piece; nothing where they are no zlib stream."""
    inflater = zlib.decompressobj()
    waiting, position = b"", start
    while not inflater.eof and (waiting or position < len(data)):
        if not waiting:
            waiting, position = data[position : position + _STEP], position + _STEP
        try:
            part = inflater.decompress(waiting, _CHUNK)
        except zlib.error:
            return
        yield part
        waiting = inflater.unconsumed_tail
