"""Text that was read in another encoding than it was written in. Pure."""

import re

# What is left of Thai when its bytes were read in another encoding.
_GARBLED = re.compile("\ufffd|\\?{3,}|(?:เ[ธน][^\\s]){3,}|(?:à[¸¹].){2,}|[\u00a1-\u00ff]{5,}")


def is_garbled(written: str) -> bool:
    """Whether a text was read in another encoding than it was written in, and so says nothing."""
    return bool(_GARBLED.search(written))
