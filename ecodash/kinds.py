"""The kinds of row that the store keeps.

``KINDS`` is the one description of every kind of row: the store, the CSV files under ``data/``,
the export and the API all read it. The SQL of the migrations is checked against it by a test.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from ecodash.model import ActivityKind, ActivityStatus, AssignmentStatus, ItemType, Mark, Result, Review, Visibility


@dataclass(frozen=True)
class Kind:
    """One kind of row: its table, the columns that identify it, and all its columns in order.

    ``columns`` maps a name to its type: ``text``, ``int``, ``number``, ``money`` (baht), ``date``,
    or the ``StrEnum`` whose values it takes. Every kind also carries ``effective_on`` (the day from
    which the row holds; empty means since before anyone counted), ``source`` and ``mark``.
    """

    name: str
    plural: str
    key: tuple[str, ...]
    columns: dict[str, str | type[StrEnum]]

    @cached_property
    def all_columns(self) -> dict[str, str | type[StrEnum]]:
        return {**self.columns, "effective_on": "date", "source": "text", "mark": Mark}


def _kind(name: str, plural: str, key: str, /, **columns: str | type[StrEnum]) -> Kind:
    keys = tuple(key.split())
    return Kind(name, plural, keys, {**dict.fromkeys(keys, "text"), **columns})


KINDS: dict[str, Kind] = {
    k.name: k
    for k in (
        _kind("phase", "phases", "code", name_th="text", name_en="text", note="text"),
        _kind("province", "provinces", "code", name_th="text", name_en="text"),
        _kind(
            "area",
            "areas",
            "code",
            name_th="text",
            name_en="text",
            short_th="text",
            short_en="text",
            phase="text",
            province="text",
            district="text",
            subdistrict="text",
            kind="text",
            lat="number",
            lon="number",
            note="text",
        ),
        _kind(
            "framework",
            "frameworks",
            "code",
            name_th="text",
            name_en="text",
            short_th="text",
            short_en="text",
            scheme="text",
            edition="text",
            owner="text",
            dimensions_declared="int",
            aspects_declared="int",
            items_declared="int",
            note="text",
        ),
        _kind(
            "dimension",
            "dimensions",
            "framework code",
            position="int",
            name_th="text",
            name_en="text",
        ),
        _kind(
            "aspect",
            "aspects",
            "framework code",
            dimension="text",
            position="int",
            name_th="text",
            name_en="text",
        ),
        _kind(
            "item",
            "items",
            "framework item",
            edition="text",
            dimension="text",
            aspect="text",
            text_th="text",
            text_en="text",
            type=ItemType,
            unit="text",
            target="number",
            level="text",
            position="int",
        ),
        _kind("level", "levels", "framework level", name_th="text", name_en="text"),
        _kind(
            "attainment",
            "attainments",
            "area framework year aim",
            year="int",
            level="text",
            awarded_on="date",
            note="text",
        ),
        _kind("agency", "agencies", "code", name_th="text", name_en="text", short_name="text"),
        _kind(
            "body",
            "bodies",
            "code",
            name_th="text",
            name_en="text",
            tier="int",
            area="text",
            province="text",
            reports_to="text",
        ),
        _kind(
            "meeting",
            "meetings",
            "code",
            body="text",
            number="text",
            held_on="date",
            venue="text",
            chair="text",
            note="text",
        ),
        _kind(
            "agenda_item",
            "agenda_items",
            "meeting number",
            kind="text",
            heading_th="text",
            heading_en="text",
            note="text",
        ),
        _kind(
            "resolution",
            "resolutions",
            "code",
            meeting="text",
            agenda_item="text",
            text="text",
            text_en="text",
            agency="text",
            due_on="date",
            sent_up_to="text",
            status=AssignmentStatus,
            note="text",
            takes_up="text",
        ),
        _kind(
            "assignment",
            "assignments",
            "area framework item agency assigned_on",
            assigned_on="date",
            task="text",
            task_en="text",
            due_on="date",
            resolution="text",
            status=AssignmentStatus,
            note="text",
        ),
        _kind(
            "activity",
            "activities",
            "code",
            title="text",
            title_en="text",
            area="text",
            fiscal_year="int",
            kind=ActivityKind,
            planned_start="date",
            planned_end="date",
            actual_start="date",
            actual_end="date",
            status=ActivityStatus,
            planned_baht="money",
            allocated_baht="money",
            disbursed_baht="money",
            fund_source="text",
            lead_agency="text",
            partner_agencies="text",
            items="text",
            target="number",
            result_value="number",
            unit="text",
            note="text",
        ),
        _kind(
            "observation",
            "observations",
            "code",
            area="text",
            framework="text",
            item="text",
            result=Result,
            score="number",
            value="number",
            evidence="text",
            note="text",
            review=Review,
            agency_link="text",
            review_note="text",
        ),
        _kind(
            "auditor",
            "auditors",
            "code",
            name="text",
            registration_no="text",
            registered_on="date",
            expires_on="date",
            area="text",
            note="text",
        ),
        _kind(
            "budget",
            "budgets",
            "code",
            fiscal_year="int",
            ministry="text",
            agency="text",
            plan="text",
            project="text",
            category="text",
            item_th="text",
            amount_baht="money",
            labelled_eit="text",
            note="text",
        ),
        _kind(
            "evidence",
            "evidence",
            "code",
            area="text",
            framework="text",
            item="text",
            observation="text",
            title="text",
            title_en="text",
            evidence_on="date",
            sha256="text",
            media_type="text",
            size_bytes="int",
            visibility=Visibility,
            note="text",
            file_name="text",
            activity="text",
            resolution="text",
        ),
        _kind(
            "agency_link",
            "agency_links",
            "code",
            agency="text",
            token_sha256="text",
            ends_on="date",
            withdrawn_on="date",
            note="text",
        ),
    )
}

_ITEM = {("framework", "item"): "item", ("framework",): "framework", ("area",): "area"}

# Which columns of a kind name, joined like a key, a row of which other kind.
REFERENCES: dict[str, dict[tuple[str, ...], str]] = {
    "area": {("phase",): "phase", ("province",): "province"},
    "dimension": {("framework",): "framework"},
    "aspect": {("framework",): "framework", ("framework", "dimension"): "dimension"},
    "item": {
        ("framework",): "framework",
        ("framework", "dimension"): "dimension",
        ("framework", "aspect"): "aspect",
        ("framework", "level"): "level",
    },
    "level": {("framework",): "framework"},
    "attainment": {("area",): "area", ("framework",): "framework", ("framework", "level"): "level"},
    "body": {("area",): "area", ("province",): "province", ("reports_to",): "body"},
    "meeting": {("body",): "body"},
    "agenda_item": {("meeting",): "meeting"},
    "resolution": {
        ("meeting",): "meeting",
        ("agency",): "agency",
        ("sent_up_to",): "body",
        ("takes_up",): "resolution",
    },
    "assignment": {**_ITEM, ("agency",): "agency", ("resolution",): "resolution"},
    "activity": {("area",): "area", ("lead_agency",): "agency"},
    "observation": {**_ITEM, ("agency_link",): "agency_link"},
    "auditor": {("area",): "area"},
    "evidence": {
        **_ITEM,
        ("observation",): "observation",
        ("activity",): "activity",
        ("resolution",): "resolution",
    },
    "agency_link": {("agency",): "agency"},
}
