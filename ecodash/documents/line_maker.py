"""Rows of the store as lines of a document, in one language."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from ecodash import facts, sentences
from ecodash.documents.book import ActivityLine, AreaLine, AskLine, ChangeLine, ItemLine, ResolutionLine
from ecodash.domain.changes import StateChange
from ecodash.domain.matters import Matter
from ecodash.domain.progress import Counts, ItemState
from ecodash.domain.rules import Ask, days_overdue
from ecodash.facts.work import linked_items, partner_codes
from ecodash.language.item_names import item_called, item_name
from ecodash.language.text import name, t, told
from ecodash.store.store import Store

Row = Mapping[str, Any]


@dataclass(frozen=True)
class LineMaker:
    """Tells in one language what the store holds on one day."""

    store: Store
    day: date
    lang: str

    @cached_property
    def bodies(self) -> Mapping[str, Row]:
        return {row["code"]: row for row in facts.bodies(self.store, self.day)}

    @cached_property
    def agencies(self) -> Mapping[str, Row]:
        return facts.agency_names(self.store, self.day)

    def agency(self, code: str | None) -> str:
        return sentences.agency_name(self.agencies, code, self.lang)

    def areas(self, rows: Iterable[Row], framework: str) -> list[AreaLine]:
        counts = facts.counts_by_area(self.store, framework, self.day)
        late = facts.late_by_area(self.store, framework, self.day)
        phases = {row["code"]: name(row, self.lang) for row in facts.phases(self.store, self.day)}
        return [
            AreaLine(
                code=row["code"],
                area=name(row, self.lang),
                province=name(row, self.lang, "province"),
                phase=phases.get(row["phase"], ""),
                counts=counts.get(row["code"], Counts()),
                late=late[row["code"]],
            )
            for row in rows
        ]

    def item(self, state: ItemState, moved: Collection[str] = ()) -> ItemLine:
        """One item; ``moved`` are the items that stand differently from the day compared with."""
        lang, row = self.lang, vars(state)
        return ItemLine(
            item=state.item,
            called=item_called(row, lang),
            name=item_name(row, lang),
            text=name(row, lang, "text") or None,
            result=state.result,
            moved=state.item in moved,
            score=state.score,
            value=state.value,
            unit=state.unit,
            effective_on=state.effective_on,
            by=state.by,
            note=state.note,
            evidence_count=state.evidence,
            evidence=tuple(told(vars(piece), lang, "title") for piece in state.pieces if piece.is_public),
            agency=self.agency(state.agency) if state.has_owner else None,
            task=(state.task_en if lang == "en" and state.task_en else state.task) if state.has_owner else None,
            assigned_on=state.assigned_on if state.has_owner else None,
            due_on=state.due_on,
            days_late=state.days_late,
            due_phrase=sentences.due_phrase(state, self.day, lang),
        )

    def owed(self, matter: Matter) -> ItemLine:
        """An item that is owed, with the agency, the task and the dates of this very matter."""
        states = facts.states_by_area(self.store, matter.framework or "", self.day)[matter.area or ""]
        state = next(state for state in states if state.item == matter.item)
        return replace(
            self.item(state),
            agency=self.agency(matter.agency) if matter.agency else None,
            task=sentences.matter_task(matter, self.lang) or None,
            assigned_on=matter.since,
            due_on=matter.due_on,
            days_late=matter.days_late,
            due_phrase=sentences.matter_phrase(matter, self.day, self.lang),
        )

    def ask(self, ask: Ask, total: int) -> AskLine:
        """One thing that the meeting is asked; ``total`` items are there to be met."""
        resolutions = tuple(matter.resolution for matter in ask.matters if matter.resolution)
        said = sentences.ask_sentence(ask, self.agencies, total, self.lang)
        return AskLine(said, ask.kind, self.agency(ask.agency), ask.items, resolutions)

    def activities(self, rows: Iterable[Row], framework: str) -> list[ActivityLine]:
        lang = self.lang
        return [
            ActivityLine(
                code=row["code"],
                title=told(row, lang, "title"),
                kind=t(lang, f"activity_kind.{row['kind']}") if row["kind"] else None,
                status=t(lang, f"activity_status.{row['status']}") if row["status"] else None,
                planned=(row["planned_start"], row["planned_end"]),
                actual=(row["actual_start"], row["actual_end"]),
                planned_baht=row["planned_baht"],
                allocated_baht=row["allocated_baht"],
                disbursed_baht=row["disbursed_baht"],
                fund_source=row["fund_source"],
                lead=self.agency(row["lead_agency"]),
                partners=tuple(self.agency(code) for code in partner_codes(row)),
                items=", ".join(i for f, i in linked_items(row) if f == framework),
                target=row["target"],
                result_value=row["result_value"],
                unit=row["unit"],
            )
            for row in rows
        ]

    def resolutions(self, meetings: Iterable[Row]) -> list[ResolutionLine]:
        """Those of the meetings held: open ones first, the longest late first; then closed ones, the newest first."""
        labels = {row["code"]: sentences.meeting_label(row, self.lang) for row in meetings if row["held_on"]}
        rows = facts.resolutions(self.store, self.day)
        lines = [self.resolution(row, labels[row["meeting"]]) for row in rows if row["meeting"] in labels]
        return sorted(lines, key=lambda line: (not line.is_open, -(line.days_late or 0), line.due_on or date.max))

    def resolution(self, row: Row, meeting: str) -> ResolutionLine:
        """One resolution in words; ``meeting`` is what the meeting that made it is called."""
        is_open = row["status"] == "open"
        late = days_overdue(row["status"], row["due_on"], self.day)
        owed = Matter(row["agency"], row["text"], row["text_en"], row["held_on"], row["due_on"], late)
        return ResolutionLine(
            code=row["code"],
            text=told(row, self.lang, "text"),
            meeting=meeting,
            agency=self.agency(row["agency"]),
            since=row["held_on"],
            due_on=row["due_on"],
            days_late=late,
            due_phrase=sentences.matter_phrase(owed, self.day, self.lang) if is_open else "",
            status=t(self.lang, f"assignment.{row['status']}") if row["status"] else "",
            is_open=is_open,
            sent_up_to=name(self.bodies.get(row["sent_up_to"], {}), self.lang),
            came_of_it="" if is_open else row["note"] or "",
        )


def change_line(change: StateChange, line: ItemLine) -> ChangeLine:
    """How an item changed; ``line`` is the item as it stands now."""
    return ChangeLine(
        item=change.item,
        called=line.called,
        name=line.name,
        text=line.text,
        before=change.before,
        after=change.after,
        effective_on=change.effective_on,
        by=change.state.by,
        evidence_count=change.state.evidence,
    )
