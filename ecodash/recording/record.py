"""Recording: who may, against what they saw, by the rules of a row, as one change.

Nothing else commits to a store but the reference data and the demonstration set.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ecodash.access.roles import Forbidden, Principal, check_may_record, check_may_review
from ecodash.domain.vocabulary import AssignmentStatus, Means, Review, Role, Visibility
from ecodash.recording.completion import completed
from ecodash.recording.entries import (
    NOTHING_SEEN,
    Entry,
    Place,
    Recorded,
    Revision,
    Stale,
    held,
    is_same,
    typed_entries,
)
from ecodash.recording.moved_meetings import with_moved
from ecodash.recording.other_rows import OtherRows
from ecodash.recording.repetition import with_next
from ecodash.recording.row_rules import RowProblem, RowProblems, row_problems
from ecodash.recording.withdrawal import check_may_withdraw
from ecodash.store.change import Act
from ecodash.store.store import Store


def record(
    store: Store,
    principal: Principal,
    entries: Iterable[Entry],
    means: Means = Means.EDIT,
    *,
    note: str | None = None,
    source_name: str | None = None,
    source_sha256: str | None = None,
) -> Recorded:
    """Record rows as one change. Forbidden, Stale, RowProblems or StoreProblem: nothing was recorded.

    What the program can add to a row is added. A row that already stands exactly so is left out, so a double click
    records once.
    """
    with store.exclusive():
        entries, standing = _completed(store, entries)
        fresh = _fresh(store, principal, entries, standing)
        check_may_withdraw(principal, fresh, standing, store)
        _check_rules(store, fresh, standing)
        act = Act(principal.who, means, source_name, source_sha256, note)
        whole = with_next(store, with_moved(store, fresh, standing), standing)
        return _commit(store, act, fresh, whole, len(entries))


def take_over(store: Store, principal: Principal, entries: Iterable[Entry], source_name: str) -> Recorded:
    """Record rows as they were recorded elsewhere, under whatever rules held then; Forbidden or StoreProblem."""
    with store.exclusive():
        entries = typed_entries(entries)
        fresh = _fresh(store, principal, entries, held(store, entries))
        return _commit(store, Act(principal.who, Means.IMPORT, source_name), fresh, fresh, len(entries))


def check(store: Store, principal: Principal, entries: Iterable[Entry]) -> None:
    """Forbidden, Stale, RowProblems or StoreProblem where ``record`` would refuse these rows; writes nothing.

    Asked before files are kept for them: a report that is refused leaves none behind.
    """
    entries, standing = _completed(store, entries)
    _check_rules(store, _fresh(store, principal, entries, standing), standing)


def own_items(store: Store, agency: str | None) -> set[tuple[str, str, str]]:
    """Area, framework and item of everything an agency is to do."""
    return {
        (row["area"], row["framework"], row["item"])
        for row in store.ask("latest_revisions", kind="assignment", keys=None)
        if row["agency"] == agency and row["status"] == AssignmentStatus.OPEN
    }


def problems_of(
    store: Store, entries: Sequence[Entry], standing: Mapping[Place, Revision]
) -> Iterator[list[RowProblem]]:
    """Every rule that each of the entries breaks; they must be completed."""
    shown, today = _shown(entries), store.today()
    others = OtherRows(store, entries)
    for entry in entries:
        kind, key = entry.place
        has_evidence = bool(shown and _about(entry) & shown)
        before = standing.get(entry.place)
        alone = row_problems(kind, key, entry.row, before, today, has_evidence=has_evidence)
        yield [*alone, *others.problems(kind, key, entry.row, before)]


def _completed(store: Store, entries: Iterable[Entry]) -> tuple[list[Entry], dict[Place, Revision]]:
    """The entries with what the program adds, and what stands before them."""
    given = typed_entries(entries)
    standing = held(store, given)
    whole = completed(store, given, standing)
    # Those that had no code have one now.
    coded = [entry for entry, told in zip(whole, given, strict=True) if entry.place != told.place]
    return whole, standing | held(store, coded)


def _commit(store: Store, act: Act, fresh: Sequence[Entry], entries: Sequence[Entry], told: int) -> Recorded:
    if not fresh:
        return Recorded(None, 0, told)
    change = store.commit(act, [(entry.kind, entry.row) for entry in entries], _voids(store, entries))
    return Recorded(change, len(fresh), told - len(fresh))


def _voids(store: Store, entries: Sequence[Entry]) -> list[tuple[str, int]]:
    """What the entries replace. Those that it had itself taken the place of on its day would hold again without it."""
    voids = []
    for entry in entries:
        if entry.replaces is None:
            continue
        rows = store.ask("revisions_of_key", kind=entry.kind, key=entry.place[1])
        days = {row["effective_on"] for row in rows if row["rev"] == entry.replaces}
        voids += [(entry.kind, row["rev"]) for row in rows if row["effective_on"] in days]
    return voids


def _fresh(
    store: Store, principal: Principal, entries: Sequence[Entry], standing: Mapping[Place, Revision]
) -> list[Entry]:
    """Those that do not stand already; Forbidden or Stale when they may not."""
    _check_may(store, principal, entries)
    fresh, stale = [], []
    for entry in entries:
        before = standing.get(entry.place)
        if before is not None and is_same(entry, before):
            continue
        if entry.seen is not None and entry.seen != (before["rev"] if before else NOTHING_SEEN):
            stale.append((entry.kind, before or {}))
        fresh.append(entry)
    if stale:
        raise Stale(stale)
    return fresh


def _check_rules(store: Store, entries: Sequence[Entry], standing: Mapping[Place, Revision]) -> None:
    problems = [problem for each in problems_of(store, entries, standing) for problem in each]
    if problems:
        raise RowProblems(problems)


def _check_may(store: Store, principal: Principal, entries: Sequence[Entry]) -> None:
    check_may_record(principal, frozenset(entry.kind for entry in entries))
    if principal.role is Role.OFFICER and any(entry.row.get("agency_link") for entry in entries):
        check_may_review(principal)
    if principal.role is not Role.AGENCY:
        return
    theirs = own_items(store, principal.agency)
    reports = {entry.row["code"] for entry in entries if entry.kind == "observation"}
    for entry in entries:
        # What an agency says waits for the secretary, is about its own items, and revises nobody's rows.
        if (
            (entry.row["area"], entry.row["framework"], entry.row["item"]) not in theirs
            or entry.seen != NOTHING_SEEN
            or entry.replaces is not None
        ):
            raise Forbidden("own_items_only")
        if entry.kind == "observation":
            is_report = entry.row["review"] == Review.REPORTED and entry.row["agency_link"] == principal.link
        else:
            is_report = entry.row["visibility"] == Visibility.INTERNAL and entry.row["observation"] in reports
        if not is_report:
            raise Forbidden("own_items_only")


def _shown(entries: Sequence[Entry]) -> set[tuple[object, ...]]:
    """What evidence among the entries is about: resolutions by their code, items of an area."""
    rows = [entry.row for entry in entries if entry.kind == "evidence"]
    items = {(row["area"], row["framework"], row["item"]) for row in rows}
    return {("resolution", row["resolution"]) for row in rows if row["resolution"]} | items


def _about(entry: Entry) -> set[tuple[object, ...]]:
    row = entry.row
    if entry.kind == "resolution":
        return {("resolution", row["code"])}
    return {(row["area"], row["framework"], row["item"])} if entry.kind == "assignment" else set()
