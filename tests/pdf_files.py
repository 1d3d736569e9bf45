"""PDF files for the tests of evidence, harmless and not."""

import io
import zlib
from functools import cache

import pypdfium2


@cache
def pdf(pages: int = 1) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842).close()
    written = io.BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


def active_pdf(action: bytes) -> bytes:
    """A page and an action at opening, written openly."""
    return _numbered([
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        action,
    ])  # fmt: skip


def _numbered(objects: list[bytes]) -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + end % (len(objects) + 1, len(body))


def packed_pdf(action: bytes) -> bytes:
    """The same with every object in a compressed object stream."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        action,
    ]
    starts = [sum(len(text) + 1 for text in objects[:n]) for n in range(len(objects))]
    index = b" ".join(b"%d %d" % (number, start) for number, start in enumerate(starts, start=1)) + b" "
    packed = zlib.compress(index + b" ".join(objects))
    head = b"%PDF-1.7\n"
    stream = b"5 0 obj\n<< /Type /ObjStm /N 4 /First %d /Filter /FlateDecode /Length %d >>\nstream\n"
    body = head + stream % (len(index), len(packed)) + packed + b"\nendstream\nendobj\n"
    entries = [(0, 0, 255), *((2, 5, n) for n in range(4)), (1, len(head), 0), (1, len(body), 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(3, "big") + bytes([last]) for kind, place, last in entries)
    reference = b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 3 1] /Root 1 0 R /Length %d >>\nstream\n" % len(table)
    return body + reference + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)
