"""A photograph or an emblem within a drawing, which travels to a page as text."""

import base64
import io
from xml.sax.saxutils import quoteattr

from PIL import Image


def drawing(photo: Image.Image, most: int) -> str:
    """As an SVG of one picture, on white, no wider and no higher than so many pixels."""
    photo.thumbnail((most, most))
    file = io.BytesIO()
    flat = Image.new("RGB", photo.size, "white")
    flat.paste(photo, mask=photo.getchannel("A") if "A" in photo.getbands() else None)
    flat.save(file, "JPEG", quality=85)
    link = quoteattr("data:image/jpeg;base64," + base64.b64encode(file.getvalue()).decode())
    width, height = photo.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href={link}/></svg>'
    )
