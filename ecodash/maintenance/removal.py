"""The content of evidence that was withdrawn and is to be removed: out of the vault of this home."""

from typing import Any

from ecodash.evidence.vault import Vault
from ecodash.store.store import Store


def remove_withdrawn(store: Store, vault: Vault) -> int:
    """Remove every file that no piece of evidence needs any more; how many there were. Doing it again does nothing.

    Each home does so by itself, so that copies in other homes of a shared record go too.
    """
    rows = store.as_recorded("latest_revisions", kind="evidence", keys=None)
    # Templates of an office lie in the same vault.
    templates = {row["sha256"] for row in store.as_recorded("latest_revisions", kind="office_template", keys=None)}
    return sum(vault.remove(sha256) for sha256 in removed_files(rows) - templates)


def removed_files(rows: list[dict[str, Any]]) -> set[str]:
    """The hashes of files whose every piece of evidence is removed, of rows as they stand."""
    gone = {row["sha256"] for row in rows if row["sha256"] and row["removed_on"]}
    return gone - {row["sha256"] for row in rows if not row["removed_on"]}
