"""Small things that the operating system must be told so that a file is really there, and ours alone."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """A name that was made or changed in a folder survives a power cut from here on; Windows does it by itself."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
