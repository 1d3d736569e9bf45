"""Items by their numbers and names."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ecodash.language.text import t

# So many items of a sentence are called by their names; more would bury what is asked.
_MOST_CALLED = 3


def items_phrase(
    items: Sequence[str], lang: str, total: int | None = None, called: Mapping[str, str] = MappingProxyType({})
) -> str:
    """ข้อ 1, 2 และ 5 · ทั้ง 12 ข้อ · ข้อ 1–4 และ 9; a few of which it is told what they are called: ข้อ 6 (น้ำทิ้งรวม)."""
    if total is not None and total > 1 and len(items) == total:
        return t(lang, "say.items_all_count", count=total)
    runs = _runs(items)
    if len(items) <= _MOST_CALLED:
        runs = [t(lang, "say.called", item=item, name=called[item]) if called.get(item) else item for item in items]
    listed = t(lang, "say.comma").join(runs[:-1]) + (t(lang, "say.and") if len(runs) > 1 else "") + runs[-1]
    return t(lang, "say.item", items=listed)


def _runs(items: Sequence[str]) -> list[str]:
    """["1","2","3","5"] → ["1–3", "5"]; codes that are not whole numbers stand alone."""
    runs: list[list[str]] = []
    for item in items:
        last = runs[-1][-1] if runs else ""
        if last.isdigit() and item.isdigit() and int(item) == int(last) + 1:
            runs[-1].append(item)
        else:
            runs.append([item])
    out: list[str] = []
    for run in runs:
        out.extend([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)
    return out
