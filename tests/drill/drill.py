"""The drill: a home in use is damaged in every way we know, opened as an office would, and looked at.

``python tests/drill/drill.py`` says how each ended: healed (nothing is lost, nothing to do), refused in words, found by
the look or told by a notice, or unseen. There must be none of the last.
"""

import hashlib
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from drill.damages import DAMAGES, OF_BACKUPS  # noqa: E402
from ecodash.access.accounts import People  # noqa: E402
from ecodash.access.problem import EntryProblem  # noqa: E402
from ecodash.domain.vocabulary import Means, Role  # noqa: E402
from ecodash.evidence.vault import Vault  # noqa: E402
from ecodash.maintenance.backup import back_up  # noqa: E402
from ecodash.maintenance.backup_file import BackupProblem  # noqa: E402
from ecodash.maintenance.guard import look  # noqa: E402
from ecodash.maintenance.restore import restore  # noqa: E402
from ecodash.maintenance.verify import unlike_paper  # noqa: E402
from ecodash.store.change import Act  # noqa: E402
from ecodash.store.notices import unread_notices  # noqa: E402
from ecodash.store.opening import open_store  # noqa: E402
from ecodash.store.problem import StoreProblem  # noqa: E402
from ecodash.workbook.incoming.received_files import keep  # noqa: E402
from homes import all_rows, fill  # noqa: E402

ROOT = Path(__file__).parents[2]
HEALED, REFUSED, FOUND, UNSEEN = "healed", "refused in words", "found", "unseen"


class Drill:
    """A home with a dozen changes, evidence, an import, officers and a backup; a paper made from it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.home = folder / "home"
        People(self.home).add("สมหญิง", Role.SECRETARY, "ลำพูน-หริภุญชัย-2567", by="-")
        store = open_store(self.home)
        fill(store, 12)
        photo = (ROOT / "ecodash/web/assets/icon.png").read_bytes()
        kept = Vault(self.home).put(photo, "รูป.png")
        row = {"code": "e-1", "title": "รูป", "sha256": kept.sha256, "visibility": "public"}
        store.commit(Act("สมหญิง", Means.EDIT), [("evidence", row)])
        digest = hashlib.sha256(b"code\n1\n").hexdigest()
        keep(self.home, b"code\n1\n", digest, "a.csv")
        store.commit(Act("สมหญิง", Means.IMPORT, "a.csv", digest), [("area", {"code": "x", "name_th": "พื้นที่"})])
        self.backup = back_up(store, self.home).path
        self.rows = all_rows(store._database)
        self.files = _files(self.home)
        number, digest = store.head
        self.paper = f"{number}-{digest[:8]}"
        store.close()

    def outcome(self, name: str) -> str:
        """How one damage ends."""
        home = self._folder / "damaged"
        shutil.copytree(self.home, home)
        try:
            DAMAGES[name](home)
            return self._opened(home)
        finally:
            shutil.rmtree(home)

    def outcome_of_backup(self, name: str) -> str:
        """How a damaged backup ends that is put in place of an empty home."""
        home, stick = self._folder / "restored", self._folder / "stick"
        shutil.copytree(self.backup.parent, stick)
        file = stick / self.backup.name
        try:
            OF_BACKUPS[name](file)
            restore(file, home)
            store = open_store(home)
            rows = all_rows(store._database)
            store.close()
            return HEALED if rows == self.rows else UNSEEN
        except BackupProblem as problem:
            return _said(problem)
        finally:
            shutil.rmtree(home, ignore_errors=True)
            shutil.rmtree(stick)

    def _opened(self, home: Path) -> str:
        try:
            people = People(home)
            is_new = people.first_code() is not None
            store = open_store(home)
        except (StoreProblem, EntryProblem) as problem:
            return _said(problem)
        try:
            findings = look(store, home).findings
            rows: dict[str, Any] = all_rows(store._database)
            # A paper in a drawer knows what nobody at the machine can change.
            paper = unlike_paper(store, self.paper)
        finally:
            store.close()
        if findings or paper or is_new:
            return FOUND
        if (rows, _files(home)) == (self.rows, self.files):
            return HEALED
        return FOUND if unread_notices(home) else UNSEEN


def _said(problem: Any) -> str:
    assert problem.sentence("th")
    assert problem.sentence("th") != problem.sentence("en")
    return REFUSED


def _files(home: Path) -> dict[str, str]:
    """What must not change of itself: evidence and imports, by their content."""
    paths = [path for folder in ("evidence", "imports") for path in (home / folder).rglob("*") if path.is_file()]
    return {str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        drill = Drill(Path(folder))
        tries = [(name, drill.outcome, name) for name in DAMAGES]
        tries += [(f"restored from a backup: {name}", drill.outcome_of_backup, name) for name in OF_BACKUPS]
        ended = {}
        for said, outcome, name in tries:
            ended[said] = outcome(name)
            print(f"{ended[said]:18} {said}", flush=True)
    counted = Counter(ended.values())
    print(f"{len(ended)} kinds: " + ", ".join(f"{counted[how]} {how}" for how in (HEALED, REFUSED, FOUND, UNSEEN)))
    return 1 if counted[UNSEEN] else 0


if __name__ == "__main__":
    sys.exit(main())
