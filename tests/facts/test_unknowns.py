"""What is not known goes from its list when somebody records it, and by how much."""

from datetime import date

from books import HOME, new_store
from ecodash import facts
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import Role
from ecodash.recording import Entry, record, revised
from ecodash.store.store import Store

DAY = date(2024, 3, 1)
AREA, FRAMEWORK = HOME
SECRETARY = Principal("สมหญิง", Role.SECRETARY)
PLACE = {"area": AREA, "framework": FRAMEWORK}


def told(store: Store) -> dict[str, tuple[int, int]]:
    found = facts.unknowns(store, facts.Selection(as_of=DAY, focus=AREA, framework=FRAMEWORK))
    return {line.name + line.what: (line.count, line.total) for line in found}


def survey(item: int, result: str) -> Entry:
    more = {"item": str(item), "code": f"o{item}", "result": result, "review": "accepted", "effective_on": "2024-02-01"}
    return Entry("observation", PLACE | more)


def test_every_line_goes_when_its_answer_is_recorded() -> None:
    store = new_store()
    before = told(store)
    assert (before["texts"], before["survey"], before["owners"]) == ((12, 12),) * 3
    assert before["areas2"] == (15, 15)
    lasting = {"level", "money", "indicators", "revised", "areas3", "total53, 54", "coordinates"}
    assert lasting | {"auditors"} <= set(before)

    items = [row for row in store.ask("latest_revisions", kind="item", keys=None) if row["framework"] == FRAMEWORK]
    texts = [revised("item", row, text_th="ข้อความ", source="หนังสือ") for row in items]
    surveyed = [survey(n, "met" if n <= 10 else "not_met") for n in range(1, 13)]
    owner = {"item": "12", "agency": "ban-klang-municipality", "assigned_on": "2024-02-12", "task": "ก"}
    auditors = [
        revised("auditor", row, name=f"คนที่ {n}")
        for n, row in enumerate(store.ask("latest_revisions", kind="auditor", keys=None))
    ]
    record(store, SECRETARY, [*texts, *surveyed, *auditors, Entry("assignment", PLACE | owner)])
    after = told(store)
    assert not {"texts", "survey", "auditors"} & set(after)
    assert after["owners"] == (1, 2)
    assert lasting <= set(after)
