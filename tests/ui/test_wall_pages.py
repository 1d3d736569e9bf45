"""Pages by owner on the wall: everything is on one of them, none is too full, and who is most urgent comes first."""

from ecodash.domain.matters import Matter
from ecodash.ui.wall_pages import LINES, OwnerPart, owner_pages


def item(agency: str | None, code: str = "1", late: int | None = None) -> Matter:
    return Matter(agency, None, None, days_late=late, area="a", framework="f", item=code)


def resolution(agency: str | None) -> Matter:
    return Matter(agency, "มติ", None, resolution="r")


def lines(page: list[OwnerPart]) -> int:
    return sum(1 + sum(1 if matter.item else 2 for matter in part.matters) for part in page)


def test_an_owner_is_told_whole_where_there_is_room_and_small_ones_share_a_page() -> None:
    pages = owner_pages([item("x", late=3), item("y"), item("x", "2"), resolution(None)])
    (parts,) = pages
    assert [(part.agency, part.total, part.late, part.is_continued) for part in parts] == [
        ("x", 2, 1, False), ("y", 1, 0, False), (None, 1, 0, False),
    ]  # fmt: skip


def test_one_with_much_goes_on_on_the_next_page_and_says_so() -> None:
    owed = [item("x", str(n)) for n in range(20)] + [resolution("y") for _ in range(4)]
    pages = owner_pages(owed)
    assert all(lines(page) <= LINES for page in pages)
    assert [matter for page in pages for part in page for matter in part.matters] == owed
    assert [part.is_continued for page in pages for part in page if part.agency == "x"] == [False, True, True]
    assert {part.total for page in pages for part in page if part.agency == "x"} == {20}


def test_nothing_owed_is_no_page() -> None:
    assert owner_pages([]) == []
