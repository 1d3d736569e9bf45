"""What else is kept beside the accounts, under a name: keys, a mail server, addresses."""

from ecodash.access.events import note
from ecodash.access.place import Kept


class Settings(Kept):
    """Values by their names."""

    def setting(self, name: str) -> str | None:
        """What was kept under a name; None where nothing was."""
        with self.place.opened() as rows:
            row = rows.execute("select value from setting where name = ?", (name,)).fetchone()
        return row[0] if row else None

    def keep(self, name: str, value: str | None, by: str, what: str, about: str = "") -> None:
        """Keep a value under a name, or (None) forget it, and note who did ``what`` about it."""
        with self.place.opened() as rows:
            rows.execute("delete from setting where name = ?", (name,))
            if value is not None:
                rows.execute("insert into setting (name, value) values (?, ?)", (name, value))
            note(rows, by, what, about)
