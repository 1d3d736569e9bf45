"""The looks of states hold where there is no colour."""

from itertools import pairwise

from ecodash.domain.vocabulary import Result
from ecodash.language.status_look import LOOKS


def gray(colour: str) -> float:
    """What a black-and-white printer makes of a colour, 0 black to 255 white."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_bars_can_be_told_apart_in_gray_and_the_best_is_the_darkest() -> None:
    grays = [
        gray(LOOKS[result].fill)
        for result in (Result.MET, Result.NOT_MET, Result.NOT_APPLICABLE, Result.PARTLY_MET, Result.NOT_ASSESSED)
    ]
    assert all(lighter - darker >= 30 for darker, lighter in pairwise(grays)), grays
