"""What a PDF says of itself and on its pages."""

import pypdfium2 as pdfium


def pages(pdf: bytes) -> list[str]:
    """The text of every page."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [
            page.get_textpage().get_text_bounded().replace("\u200b", "").replace("\u00a0", " ") for page in document
        ]
    finally:
        document.close()


def title(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    try:
        return str(document.get_metadata_dict()["Title"])
    finally:
        document.close()


def lowest_ink(pdf: bytes, number: int) -> float:
    """How far down a page anything is drawn above the foot, as a share of its height; the foot begins at 0.95."""
    document = pdfium.PdfDocument(pdf)
    try:
        picture = document[number].render(scale=0.5).to_pil().convert("L")
    finally:
        document.close()
    body = picture.crop((0, 0, picture.width, int(picture.height * 0.95)))
    box = body.point(lambda light: 255 if light < 200 else 0).getbbox()
    return float(box[3] / picture.height) if box else 0.0
