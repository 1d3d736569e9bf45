"""The rows of every list, column by column. ``python tests/row_types.py`` writes it; do not edit it."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict


class PhaseRow(TypedDict):
    code: str
    name_th: str | None
    name_en: str | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class ProvinceRow(TypedDict):
    code: str
    name_th: str | None
    name_en: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class AreaRow(TypedDict):
    code: str
    province_th: str | None
    province_en: str | None
    name_th: str | None
    name_en: str | None
    short_th: str | None
    short_en: str | None
    phase: str | None
    province: str | None
    district: str | None
    subdistrict: str | None
    kind: str | None
    lat: Decimal | None
    lon: Decimal | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class FrameworkRow(TypedDict):
    code: str
    items_loaded: int | None
    name_th: str | None
    name_en: str | None
    short_th: str | None
    short_en: str | None
    scheme: str | None
    edition: str | None
    owner: str | None
    dimensions_declared: int | None
    aspects_declared: int | None
    items_declared: int | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class ItemRow(TypedDict):
    framework: str
    dimension_th: str | None
    dimension_en: str | None
    aspect_th: str | None
    aspect_en: str | None
    item: str
    edition: str | None
    dimension: str | None
    aspect: str | None
    text_th: str | None
    text_en: str | None
    type: str | None
    unit: str | None
    target: Decimal | None
    level: str | None
    position: int | None
    effective_on: date | None
    source: str | None
    mark: str | None
    short_th: str | None
    short_en: str | None


class LevelRow(TypedDict):
    framework: str
    level: str
    name_th: str | None
    name_en: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class AttainmentRow(TypedDict):
    area: str
    level_th: str | None
    level_en: str | None
    framework: str
    year: int
    aim: str
    level: str | None
    awarded_on: date | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class AgencyRow(TypedDict):
    code: str
    valid_from: date | None
    name_th: str | None
    name_en: str | None
    short_name: str | None
    source: str | None
    mark: str | None
    contact: str | None


class BodyRow(TypedDict):
    code: str
    name_th: str | None
    name_en: str | None
    tier: int | None
    area: str | None
    province: str | None
    reports_to: str | None
    effective_on: date | None
    source: str | None
    mark: str | None
    secretariat: str | None


class MeetingRow(TypedDict):
    code: str
    body_th: str | None
    body_en: str | None
    tier: int | None
    area: str | None
    province: str | None
    body: str | None
    number: str | None
    held_on: date | None
    venue: str | None
    chair: str | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None
    starts_at: str | None


class AgendaItemRow(TypedDict):
    meeting: str
    number: str
    kind: str | None
    heading_th: str | None
    heading_en: str | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None
    said: str | None


class AttendanceRow(TypedDict):
    meeting: str
    name: str
    position: str | None
    agency: str | None
    sector: str | None
    attended: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class ResolutionRow(TypedDict):
    code: str
    held_on: date | None
    meeting_number: str | None
    body: str | None
    area: str | None
    province: str | None
    meeting: str | None
    agenda_item: str | None
    text: str | None
    text_en: str | None
    agency: str | None
    due_on: date | None
    sent_up_to: str | None
    status: str | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None
    takes_up: str | None


class AssignmentRow(TypedDict):
    area: str
    framework: str
    item: str
    agency: str
    assigned_on: date
    task: str | None
    task_en: str | None
    due_on: date | None
    resolution: str | None
    status: str | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None
    repeats: str | None
    follows: date | None


class ActivityRow(TypedDict):
    code: str
    title: str | None
    title_en: str | None
    area: str | None
    fiscal_year: int | None
    kind: str | None
    planned_start: date | None
    planned_end: date | None
    actual_start: date | None
    actual_end: date | None
    status: str | None
    planned_baht: Decimal | None
    allocated_baht: Decimal | None
    disbursed_baht: Decimal | None
    fund_source: str | None
    lead_agency: str | None
    partner_agencies: str | None
    items: str | None
    target: Decimal | None
    result_value: Decimal | None
    unit: str | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class PlanRow(TypedDict):
    code: str
    area: str | None
    name_th: str | None
    name_en: str | None
    edition: str | None
    first_year: int | None
    last_year: int | None
    adopted_by: str | None
    reviewed_on: date | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class PlanProjectRow(TypedDict):
    code: str
    plan: str | None
    title: str | None
    title_en: str | None
    area: str | None
    fiscal_year: int | None
    items: str | None
    lead_agency: str | None
    asked_baht: Decimal | None
    granted_baht: Decimal | None
    status: str | None
    activities: str | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class AuditorRow(TypedDict):
    code: str
    name: str | None
    registration_no: str | None
    registered_on: date | None
    expires_on: date | None
    area: str | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class BudgetRow(TypedDict):
    code: str
    fiscal_year: int | None
    ministry: str | None
    agency: str | None
    plan: str | None
    project: str | None
    category: str | None
    item_th: str | None
    amount_baht: Decimal | None
    labelled_eit: str | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class DeclarationRow(TypedDict):
    code: str
    phase: str | None
    areas_declared: int | None
    provinces_declared: int | None
    declared_on: date | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None


class EvidenceRow(TypedDict):
    code: str
    recorded_at: datetime | None
    area: str | None
    framework: str | None
    item: str | None
    observation: str | None
    title: str | None
    title_en: str | None
    evidence_on: date | None
    sha256: str | None
    media_type: str | None
    size_bytes: int | None
    visibility: str | None
    note: str | None
    effective_on: date | None
    source: str | None
    mark: str | None
    file_name: str | None
    activity: str | None
    resolution: str | None
    valid_until: date | None
    withdrawn_on: date | None
    withdrawn_by: str | None
    removed_on: date | None
