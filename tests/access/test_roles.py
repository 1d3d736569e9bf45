"""Who may do what: every role against everything that can be done, so that nothing opens by mistake."""

from dataclasses import FrozenInstanceError

import pytest

from ecodash.access.roles import (
    READER,
    Forbidden,
    Principal,
    check_may_manage,
    check_may_record,
    check_may_review,
    check_may_undo,
)
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Role

SECRETARY = Principal("สมหญิง", Role.SECRETARY)
OFFICER = Principal("สมชาย", Role.OFFICER)
AGENCY = Principal("tesaban", Role.AGENCY, "tesaban", "l-1")
EVERYBODY = (SECRETARY, OFFICER, AGENCY, READER)


def refused(check: object, *given: object) -> str | None:
    """The reason of a refusal, or None."""
    try:
        check(*given)  # type: ignore[operator]
    except Forbidden as problem:
        return problem.code
    return None


def test_officers_and_secretaries_sign_in_and_others_do_not() -> None:
    assert [who.is_officer for who in EVERYBODY] == [True, True, False, False]
    assert [who.is_secretary for who in EVERYBODY] == [True, False, False, False]
    assert Principal("", Role.READER, None, None) == READER


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_recorded_by_those_it_is_for(kind: str) -> None:
    told = [refused(check_may_record, who, frozenset({kind})) for who in EVERYBODY]
    officers = "secretary_only" if kind in ("agency_link", "office_template") else None
    agencies = None if kind in ("observation", "evidence") else "sign_in"
    assert told == [None, officers, agencies, "sign_in"]


def test_one_row_that_is_not_theirs_refuses_all_of_them() -> None:
    assert refused(check_may_record, OFFICER, frozenset({"area", "agency_link"})) == "secretary_only"
    assert refused(check_may_record, AGENCY, frozenset({"observation", "evidence"})) is None
    assert refused(check_may_record, AGENCY, frozenset({"observation", "area"})) == "sign_in"
    assert refused(check_may_record, SECRETARY, frozenset(KINDS)) is None


@pytest.mark.parametrize("check", [check_may_review, check_may_manage])
def test_only_a_secretary_accepts_reports_lets_people_in_and_brings_back_a_backup(check: object) -> None:
    assert [refused(check, who) for who in EVERYBODY] == [None, *["secretary_only"] * 3]


def test_a_secretary_undoes_what_anybody_recorded_and_an_officer_their_own() -> None:
    assert [refused(check_may_undo, who, "สมชาย") for who in EVERYBODY] == [None, None, "sign_in", "sign_in"]
    for other in ("กนก", "ฮานา", "สมชาย ", ""):
        told = [refused(check_may_undo, who, other) for who in EVERYBODY[:3]]
        assert told == [None, "own_changes_only", "sign_in"]


def test_nobody_becomes_somebody_else_after_they_were_recognised() -> None:
    with pytest.raises(FrozenInstanceError):
        READER.role = Role.SECRETARY  # type: ignore[misc]


@pytest.mark.parametrize("who", [AGENCY, READER])
def test_whoever_does_not_sign_in_undoes_not_even_what_stands_under_their_name(who: Principal) -> None:
    assert refused(check_may_undo, who, who.who) == "sign_in"


@pytest.mark.parametrize("code", ["sign_in", "secretary_only", "own_changes_only", "own_items_only"])
def test_a_refusal_says_why_in_both_languages(code: str) -> None:
    problem = Forbidden(code)
    assert problem.code == code
    assert str(problem) == problem.sentence("en") != problem.sentence("th")
