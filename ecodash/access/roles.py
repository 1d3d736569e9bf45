"""Who may do what. Pure: people and their passwords are kept in ``store/people.py``."""

from dataclasses import dataclass

from ecodash.domain.vocabulary import Role
from ecodash.language.problem import Problem


@dataclass(frozen=True)
class Principal:
    """Who acts. ``who`` is the name the history shows; an agency acts through one ``link``."""

    who: str
    role: Role
    agency: str | None = None
    link: str | None = None

    @property
    def is_officer(self) -> bool:
        """Somebody who signs in: secretary or officer."""
        return self.role in (Role.SECRETARY, Role.OFFICER)

    @property
    def is_secretary(self) -> bool:
        return self.role is Role.SECRETARY


READER = Principal("", Role.READER)


class Forbidden(Problem):
    """Somebody tried what is not theirs to do."""

    section = "forbidden"
    http_status = 403


# A link lets somebody report, so making one is managing people; a template is the letterhead of everybody's papers.
_SECRETARY_ONLY = frozenset({"agency_link", "office_template"})
_AGENCY_KINDS = frozenset({"observation", "evidence"})


def check_may_record(principal: Principal, kinds: frozenset[str]) -> None:
    """Forbidden unless these kinds of row are theirs to record."""
    if principal.is_secretary:
        return
    if principal.role is Role.OFFICER:
        if kinds & _SECRETARY_ONLY:
            raise Forbidden("secretary_only")
        return
    if principal.role is Role.AGENCY and kinds <= _AGENCY_KINDS:
        return
    raise Forbidden("sign_in")


def check_may_review(principal: Principal) -> None:
    """Forbidden unless they may accept or return what agencies report."""
    if not principal.is_secretary:
        raise Forbidden("secretary_only")


def check_may_manage(principal: Principal) -> None:
    """Forbidden unless they may say who enters, and bring back a backup."""
    if not principal.is_secretary:
        raise Forbidden("secretary_only")


def check_may_undo(principal: Principal, who: str) -> None:
    """Forbidden unless the change is their own, or they are a secretary."""
    if not (principal.is_secretary or (principal.role is Role.OFFICER and principal.who == who)):
        raise Forbidden("own_changes_only" if principal.is_officer else "sign_in")
