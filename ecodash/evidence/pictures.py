"""Pictures as they are kept: written anew, upright, without what a telephone notes down beside them."""

import io
import threading

from PIL import Image, ImageOps, UnidentifiedImageError

_MOST_PIXELS = 40_000_000
# Above this a picture is kept at half its width and height, which is still more than a sheet printed at 300 dpi needs.
_WHOLE_PIXELS = 24_000_000
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
        try:
            picture = _opened(data)
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise PictureProblem("broken") from error
        if media_type == "image/png" or "A" in picture.getbands():
            return written(picture, "PNG"), "image/png"
        return written(picture, "JPEG"), "image/jpeg"


def shrunk(picture: Image.Image, most: int) -> bytes:
    """A PNG no wider and no higher than so many pixels."""
    picture.thumbnail((most, most))
    return written(picture.convert("RGB"), "PNG")


def _opened(data: bytes) -> Image.Image:
    """The picture, upright, in colours that can be written; a large one at half its width and height."""
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as opened:
        pixels = opened.width * opened.height
        if pixels > _MOST_PIXELS:
            raise PictureProblem("too_many_pixels", most=_MOST_PIXELS // 1_000_000)
        if pixels > _WHOLE_PIXELS:
            # A JPEG is read at half its size from the start.
            opened.draft("RGB", (opened.width // 2, opened.height // 2))
        opened.load()
        is_large = opened.width * opened.height > _WHOLE_PIXELS
        picture = opened if opened.mode in ("RGB", "RGBA", "L") else _in_colour(opened)
        picture = picture.reduce(2) if is_large else picture
        ImageOps.exif_transpose(picture, in_place=True)
        return picture


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
