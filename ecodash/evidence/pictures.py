"""Pictures as they are kept: written anew, upright, without what a telephone notes down beside them."""

import io
import threading

from PIL import Image, ImageOps, UnidentifiedImageError

_MOST_PIXELS = {"JPEG": 40_000_000, "PNG": 40_000_000, "WEBP": 18_000_000}
"""By form, so that none takes over 300 MB to look at: what reads WebP keeps two canvases beside the picture."""
# Above this a picture is kept at half its width and height, which is still more than a sheet printed at 300 dpi needs.
_WHOLE_PIXELS = 24_000_000
_STRIP = 512
# A picture lies open in memory, four bytes for each of its pixels, and once more to be written.
_picturing = threading.Lock()


class PictureProblem(Exception):
    """Why a picture is not taken. ``code`` names the words under ``file_problem``, ``values`` fill them."""

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code)


def kept_picture(data: bytes, media_type: str) -> tuple[bytes, str]:
    """The bytes to keep of a JPEG, PNG or WebP and their type; PictureProblem where it cannot be opened."""
    with _picturing:
        picture = opened_picture(data)
        if media_type == "image/png" or "A" in picture.getbands():
            return written(picture, "PNG"), "image/png"
        return written(picture, "JPEG"), "image/jpeg"


def opened_picture(data: bytes) -> Image.Image:
    """A JPEG, PNG or WebP, upright; PictureProblem where it cannot be opened."""
    try:
        return _opened(data)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureProblem("broken") from error


def shrunk(picture: Image.Image, most: int) -> bytes:
    """A PNG no wider and no higher than so many pixels."""
    picture.thumbnail((most, most))
    return written(picture.convert("RGB"), "PNG")


def _opened(data: bytes) -> Image.Image:
    """The picture, upright, in colours that can be written; a large one at half its width and height."""
    with Image.open(io.BytesIO(data), formats=tuple(_MOST_PIXELS)) as opened:
        pixels, most = opened.width * opened.height, _MOST_PIXELS[opened.format or "JPEG"]
        if pixels > most:
            raise PictureProblem("too_many_pixels", most=most // 1_000_000)
        if pixels > _WHOLE_PIXELS:
            # A JPEG is read at half its size from the start.
            opened.draft("RGB", (opened.width // 2, opened.height // 2))
        opened.load()
        is_large = opened.width * opened.height > _WHOLE_PIXELS
        picture = opened if opened.mode in ("RGB", "RGBA", "L") else _in_colour(opened)
        picture = _halved(picture) if is_large else picture
        ImageOps.exif_transpose(picture, in_place=True)
        return picture


def _halved(picture: Image.Image) -> Image.Image:
    """At half its width and height; strip by strip, since a transparent one is copied whole to be made smaller."""
    half = Image.new(picture.mode, ((picture.width + 1) // 2, (picture.height + 1) // 2))
    for top in range(0, picture.height, _STRIP):
        strip = picture.crop((0, top, picture.width, min(top + _STRIP, picture.height)))
        half.paste(strip.reduce(2), (0, top // 2))
    return half


def _in_colour(picture: Image.Image) -> Image.Image:
    if picture.mode in ("1", "I;16", "I", "F"):
        return picture.convert("L")
    return picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")


def written(picture: Image.Image, form: str) -> bytes:
    """The picture as a file of this form, with nothing beside its pixels."""
    # A fresh picture has none of the old one's notes: no place, no camera, no thumbnail.
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    buffer = io.BytesIO()
    fresh.save(buffer, form, **({"quality": 88} if form == "JPEG" else {}))
    return buffer.getvalue()
