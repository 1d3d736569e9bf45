import json
from dataclasses import FrozenInstanceError, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.store.change import GENESIS, Act, Change
from ecodash.store.head import Head
from ecodash.store.journal_lines import read_line, without_names
from ecodash.store.names_apart import NameApart, commitment, no_name
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from ecodash.store.typed_row import Row, key_of, plain_value, typed

texts = st.text(st.characters(exclude_categories=["Cs"]))
WORDS = [
    "ผ่านบางส่วน",
    "ก\u0e33\u200b ๑๒",
    "🏭♻️",
    'quote " and \\ back',
    "line\nbreak\r\n",
    "\u2028\u0085",
    "{}",
    "' or 1=1",
]


def change_of(row: dict[str, Any], kind: str = "observation", **act: Any) -> Change:
    who = Act(act.pop("who", "สมหญิง"), Means.EDIT, **act)
    rows = ((kind, typed(KINDS[kind], row)),)
    return Change(7, datetime(2024, 2, 12, 9, 30, 0, 5), who, 40, rows, GENESIS, (("area", 3),)).sealed()


SAMPLE = {
    "code": "o-1", "area": "a", "framework": "f", "item": "6", "result": "met",
    "value": "6.2", "effective_on": "2024-02-01",
}  # fmt: skip


def test_a_change_reads_back_from_its_line_as_it_was() -> None:
    change = change_of(SAMPLE, note="หมายเหตุ", source_name="แบบ.xlsx", source_sha256="ab", undoes=2)
    back = Change.from_line(change.to_line())
    assert back.is_genuine
    assert back.rows == change.rows
    assert back.voids == change.voids
    assert replace(back, act=change.act) == change
    assert replace(back.act, recorded_at=None) == change.act
    assert back.to_line() == change.to_line()


@given(texts, texts, st.none() | texts, st.none() | texts)
def test_any_text_reads_back_on_one_line(who: str, value: str, note: str | None, source: str | None) -> None:
    change = change_of({**SAMPLE, "note": value}, who=who, note=note, source_name=source)
    line = change.to_line()
    assert "\n" not in line
    assert "\r" not in line
    back = Change.from_line(line)
    assert back.is_genuine
    assert back.rows == change.rows
    assert (back.act.who, back.act.note, back.act.source_name) == (who, note, source)


@pytest.mark.parametrize("word", WORDS)
def test_thai_and_emoji_stay_readable_in_the_journal(word: str) -> None:
    line = change_of({**SAMPLE, "note": word}).to_line()
    assert json.dumps(word, ensure_ascii=False) in line


@pytest.mark.parametrize("column", ["score", "value"])
@pytest.mark.parametrize("same", ["6.2", "6.200000", Decimal("6.2"), Decimal("6.200000"), 6.2])
def test_one_number_has_one_hash_however_it_is_written(column: str, same: Any) -> None:
    assert change_of({**SAMPLE, column: same}).hash == change_of({**SAMPLE, column: "6.20"}).hash


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("0", "0"), ("-0", "0"), ("-0.0000001", "0"), ("1900000", "1900000"), ("1E3", "1000"),
        ("-8.40", "-8.4"), ("0.000001", "0.000001"),
    ],
)  # fmt: skip
def test_numbers_are_written_plainly(written: str, plain: str) -> None:
    assert plain_value(typed(KINDS["observation"], {**SAMPLE, "value": written})["value"]) == plain


def test_nothing_and_an_empty_cell_are_the_same_and_zero_is_something_else() -> None:
    without = change_of(SAMPLE)
    assert change_of({**SAMPLE, "score": None}).hash == change_of({**SAMPLE, "score": ""}).hash == without.hash
    assert change_of({**SAMPLE, "score": 0}).hash != without.hash


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("result", "passed"), ("review", "yes"), ("value", "a lot"), ("value", "NaN"), ("value", "Infinity"),
        ("effective_on", "12/02/2567"), ("effective_on", "2024-02-30"), ("mark", "sure"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_its_column_is_refused_by_name(column: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"observation.{column}"):
        typed(KINDS["observation"], {**SAMPLE, column: value})


@pytest.mark.parametrize(
    ("kind", "column", "most"),
    [
        ("observation", "value", 999_999_999_999),
        ("activity", "planned_baht", 9_999_999_999_999_999),
        ("activity", "fiscal_year", 2_147_483_647),
    ],
)
def test_what_the_database_could_not_keep_is_refused(kind: str, column: str, most: int) -> None:
    for kept in (most, -most):
        assert typed(KINDS[kind], {column: kept})[column] == kept
    for too_much in (most + 1, -most - 1):
        with pytest.raises(StoreProblem):
            typed(KINDS[kind], {column: too_much})


@pytest.mark.parametrize(("digits", "shown"), [(13, "9" * 13), (40, "9" * 40), (41, "1.000e+41")])
def test_a_number_of_endless_digits_is_told_in_short(digits: int, shown: str) -> None:
    with pytest.raises(StoreProblem) as told:
        typed(KINDS["observation"], {**SAMPLE, "value": "9" * digits})
    assert told.value.values["value"] == shown


def test_a_row_is_typed_once_and_by_its_own_kind_alone() -> None:
    row = typed(KINDS["phase"], {"code": "1"})
    assert typed(KINDS["phase"], row) is row
    with pytest.raises(ValueError, match="province: unknown columns"):
        typed(KINDS["province"], row)


def test_an_unknown_column_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="colour"):
        typed(KINDS["observation"], {**SAMPLE, "colour": "green"})


def test_a_chain_begins_as_in_every_journal_there_is() -> None:
    assert GENESIS == "0" * 64


def test_altering_anything_at_all_is_seen() -> None:
    genuine = change_of(SAMPLE, note="n", source_name="s", source_sha256="ab", undoes=2)
    assert genuine.is_genuine
    other_row = (("observation", {**genuine.rows[0][1], "result": "not_met"}),)
    altered: dict[str, Any] = {
        "id": 8, "recorded_at": datetime(2024, 2, 12, 9, 30, 0, 6), "first_rev": 41, "rows": other_row,
        "prev": "1" * 64, "voids": (("area", 4),), "hash": "0" * 64, "names": (NameApart.of("สมหญิง", "0" * 32),),
    }  # fmt: skip
    assert {*altered, "act"} == {f.name for f in fields(Change)}
    for name, value in altered.items():
        assert not replace(genuine, **{name: value}).is_genuine, name
    acts: dict[str, Any] = {
        "who": "other", "means": Means.IMPORT, "source_name": None, "source_sha256": "ac", "note": "m",
        "undoes": None,
    }  # fmt: skip
    # The moment is the change's; what stands for a name is altered below.
    assert {*acts, "recorded_at", "commitment", "salt"} == {f.name for f in fields(Act)}
    for name, value in acts.items():
        assert not replace(genuine, act=replace(genuine.act, **{name: value})).is_genuine, name


def test_another_name_beside_a_commitment_is_seen_and_a_line_without_one_is_as_genuine() -> None:
    named = replace(change_of(SAMPLE), act=Act('สมหญิง \\"],ใจดี', Means.EDIT).with_commitment).sealed()
    line = named.to_bytes()
    assert named.is_genuine
    assert Change.from_line(line.decode()).act == replace(named.act, recorded_at=named.recorded_at)
    entry = read_line(line)
    assert entry is not None
    assert (entry.hash, entry.names_told, entry.change) == (named.hash, 1, Change.from_line(line.decode()))
    for other in ({"who": "ผู้อื่น"}, {"salt": "0" * 32}, {"commitment": None}, {"who": no_name()}, {"salt": None}):
        assert not replace(named, act=replace(named.act, **other)).is_genuine, other
    assert read_line(line.replace("ใจดี".encode(), "ใจร้าย".encode())) is None
    assert without_names(line, lambda name: "ผู้อื่น" in name) == line
    nameless = without_names(line, lambda name: "ใจดี" in name)
    assert "ใจดี".encode() not in nameless
    back = Change.from_line(nameless.decode())
    assert back.is_genuine
    assert (back.hash, back.act.who, back.act.salt) == (named.hash, no_name(), None)
    assert back.to_bytes() == nameless
    for other_name in ("ผู้อื่น", "!"):
        assert not replace(back, act=replace(back.act, who=other_name)).is_genuine


def test_moving_a_value_to_another_column_or_row_is_seen() -> None:
    genuine = change_of({**SAMPLE, "note": "x"})
    row = dict(genuine.rows[0][1])
    moved = {**row, "note": None, "evidence": "x"}
    assert not replace(genuine, rows=(("observation", moved),)).is_genuine
    assert not replace(genuine, rows=(("observation", row), ("observation", row))).is_genuine
    assert not replace(genuine, rows=()).is_genuine
    assert not replace(genuine, voids=()).is_genuine


@given(st.data())
def test_a_line_with_one_character_changed_is_never_taken_for_genuine(data: st.DataObject) -> None:
    line = change_of({**SAMPLE, "note": "หมายเหตุ"}).to_line()
    at = data.draw(st.integers(0, len(line) - 1))
    other = data.draw(st.characters(exclude_characters=line[at], exclude_categories=["Cs"]))
    try:
        change = Change.from_line(line[:at] + other + line[at + 1 :])
    except (ValueError, KeyError, TypeError, AttributeError):
        return
    assert not change.is_genuine or change == Change.from_line(line)


def test_the_key_of_a_row_is_its_identifying_columns() -> None:
    row: Row = {"area": "a", "framework": "f", "item": "6", "agency": "x", "assigned_on": date(2024, 2, 12)}
    assert key_of(KINDS["assignment"], row) == "a|f|6|x|2024-02-12"


@pytest.mark.parametrize(
    "row",
    [
        SAMPLE, *({**SAMPLE, "note": word} for word in WORDS),
        {**SAMPLE, "value": "-0"}, {**SAMPLE, "value": "123456789012.123456"},
        {**SAMPLE, "score": "0.0000004"},
    ],
)  # fmt: skip
def test_what_the_database_gives_back_is_the_change_that_was_recorded(empty_store: Store, row: dict[str, Any]) -> None:
    change = empty_store.commit(Act("ใคร 🏭", Means.IMPORT, "ก.xlsx", "ab", "หมายเหตุ"), [("observation", row)])
    (back,) = empty_store.changes()
    assert back.is_genuine
    assert back.to_line() == change.to_line()


def test_a_file_and_a_paper_tell_the_last_change_by_number_and_the_beginning_of_its_hash() -> None:
    change = change_of(SAMPLE)
    head = Head.after(change)
    assert head == Head(7, change.hash, change.recorded_at, 41)
    assert (head.stamp, head.mark) == (f"7-{change.hash[:16]}", f"7-{change.hash[:8]}")
    with pytest.raises(FrozenInstanceError):
        head.id = 8  # type: ignore[misc]


def test_changes_are_chained_from_the_first_on_and_number_their_rows(empty_store: Store) -> None:
    for n in range(3):
        rows = [("phase", {"code": f"{n}-{k}"}) for k in range(n)] + [("area", {"code": str(n)})]
        empty_store.commit(Act("x", Means.EDIT), rows, [("phase", 9), ("area", 1)] if n == 2 else [])
    changes = list(empty_store.changes())
    assert [c.id for c in changes] == [1, 2, 3]
    assert [c.prev for c in changes] == [GENESIS, changes[0].hash, changes[1].hash]
    assert [c.first_rev for c in changes] == [1, 2, 4]
    assert all(c.is_genuine for c in changes)
    assert [c.id for c in empty_store.changes(after=2)] == [3]


def test_mixed_kinds_keep_their_order_within_a_change(empty_store: Store) -> None:
    rows = [
        ("phase", {"code": "1"}),
        ("area", {"code": "a"}),
        ("phase", {"code": "2"}),
        ("area", {"code": "b"}),
    ]
    empty_store.commit(Act("x", Means.EDIT), rows)
    (change,) = empty_store.changes()
    assert [(kind, row["code"]) for kind, row in change.rows] == [(kind, row["code"]) for kind, row in rows]
    assert change.is_genuine


def test_commitments_stand_for_names_in_rows_and_any_of_them_may_be_left_out() -> None:
    chair, guest = NameApart.of('นาง"สมหญิง\\ ใจดี', "a" * 32), NameApart.of("สมชาย", "b" * 32)
    meeting = {"code": "m", "body": "b", "number": "1", "held_on": "2026-01-05", "chair": chair.name}
    came = {"meeting": "m", "attended": "present"}
    rows = [("meeting", meeting), *(("attendance", came | {"name": name.name}) for name in (chair, guest))]
    told = tuple((kind, typed(KINDS[kind], row)) for kind, row in rows)
    act = Act("สมหญิง ใจดี", Means.EDIT).with_commitment
    change = replace(change_of(SAMPLE), act=act, rows=told, names=(chair, guest)).sealed()
    line = change.to_bytes()
    assert "สมหญิง".encode() not in line.partition(b'"change":')[2]
    assert Change.from_line(line.decode()).rows == told
    assert Change.from_line(line.decode()).is_genuine
    entry = read_line(line)
    assert entry is not None
    assert entry.names_told == change.names_told == 3
    # What is left out cannot be found by trying, and what stays proves itself as before.
    fewer = without_names(line, lambda name: "ใจดี" in name)
    assert "สมหญิง".encode() not in fewer
    assert "a" * 32 not in fewer.decode()
    back = Change.from_line(fewer.decode())
    assert back.is_genuine
    assert back.hash == change.hash
    assert back.to_bytes() == fewer
    mark = NameApart.left_out(chair.commitment).name
    assert [row[1].get("chair", row[1].get("name")) for row in back.rows] == [mark, mark, "สมชาย"]
    assert mark.startswith(no_name())
    assert mark != no_name()


@pytest.mark.parametrize(
    "forged",
    [
        ("สมชาย", "สมศรี"),
        ("b" * 32, "c" * 32),
        # Beside it stands one that the text has no commitment of, twice the same, or written otherwise.
        ('"names":{', f'"names":{{"{commitment("ผู้อื่น", "d" * 32)}":["ผู้อื่น","{"d" * 32}"],'),
        ('"names":{', '"names": {'),
        ('"]}', '"],}'),
    ],
)
def test_a_line_whose_names_are_not_those_of_its_commitments_is_damaged(forged: tuple[str, str]) -> None:
    name = NameApart.of("สมชาย", "b" * 32)
    row = typed(KINDS["attendance"], {"meeting": "m", "name": name.name, "attended": "present"})
    change = replace(change_of(SAMPLE), rows=(("attendance", row),), names=(name,)).sealed()
    line = change.to_bytes()
    assert read_line(line) is not None
    assert read_line(line.decode().replace(*forged, 1).encode()) is None
    for names in ((), (replace(name, name="สมศรี"),), (name, NameApart.of("ผู้อื่น", "d" * 32))):
        assert not replace(change, names=names).is_genuine
