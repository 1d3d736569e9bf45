"""The passphrase that readers may be asked for, and the secret that signs cookies."""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Mapping

from ecodash.access import passwords
from ecodash.access.attempts import Kind
from ecodash.access.events import note
from ecodash.access.passwords import LEAST_LETTERS, hashed
from ecodash.access.place import LAST_KNOWN, Place
from ecodash.access.problem import EntryProblem
from ecodash.access.settings import Settings
from ecodash.access.tries import Tries

_SECRET, _KEY, _HASH = "secret", "reader_key", "passphrase_hash"
_FRESH_SECONDS = 1.0


class Passphrase(Settings, Tries):
    """Whether readers are let in. Asked at every request, so it is remembered; what others change, for a second."""

    def __init__(self, place: Place, last_known: Settings | None = None) -> None:
        super().__init__(place)
        self._last_known = last_known
        self._asking = threading.Lock()
        try:
            self._secret = self._made_once()
            self._reader_key = self.setting(_KEY)
        except EntryProblem:
            secret = last_known.setting(LAST_KNOWN + _SECRET) if last_known else None
            if last_known is None or secret is None:
                raise
            self._secret, self._reader_key = secret, last_known.setting(LAST_KNOWN + _KEY)
        else:
            self._remember_key()
        self._asked_at = time.monotonic()

    def has_passphrase(self) -> bool:
        """Whether reading needs the shared passphrase."""
        return self._key() is not None

    def set_passphrase(self, passphrase: str | None, by: str) -> None:
        """Switch the shared passphrase on, change it, or (None) switch it off."""
        if passphrase is not None and len(passphrase) < LEAST_LETTERS:
            raise EntryProblem("short_passphrase", least=LEAST_LETTERS)
        values = {} if passphrase is None else {_HASH: hashed(passphrase), _KEY: secrets.token_urlsafe(32)}
        with self.place.opened() as rows:
            rows.execute("delete from setting where name in (?, ?)", (_HASH, _KEY))
            for name, value in values.items():
                rows.execute("insert into setting (name, value) values (?, ?)", (name, value))
            note(rows, by, "passphrase_on" if passphrase else "passphrase_off", "")
        self._reader_key = values.get(_KEY)
        self._remember_key()

    def enter(self, passphrase: str, address: str) -> str:
        """What a reader's browser keeps once it knew the passphrase; a new passphrase makes it worthless."""
        with self.counted(Kind.PASSPHRASE, "", address):
            kept, key = self.setting(_HASH), self.setting(_KEY)
            if kept is None or key is None or not passwords.verified(kept, passphrase):
                raise EntryProblem("wrong_passphrase")
        self._reader_key = key
        return key

    def may_read(self, key: str | None) -> bool:
        """Whether somebody with this key, or without one, may read."""
        wanted = self._key()
        return wanted is None or (key is not None and secrets.compare_digest(key.encode(), wanted.encode()))

    def secret(self) -> str:
        """What signs the cookies; made once. Asked for every cookie: a made-up one costs no look at what is kept."""
        return self._secret

    def key_for(self, purpose: str) -> str | None:
        """A key that opens one thing to whoever has it, as long as the passphrase is the same; None without one."""
        reader_key = self._key()
        if reader_key is None:
            return None
        secret = f"{self._secret}.{reader_key}".encode()
        return hmac.new(secret, purpose.encode(), hashlib.sha256).hexdigest()

    def setting_or_last_known(self, name: str, otherwise: str) -> str:
        """A setting; while a shared place is away, what was last known of it here, EntryProblem where nothing was."""
        try:
            found = self.setting(name) or otherwise
        except EntryProblem:
            known = self._last_known.setting(LAST_KNOWN + name) if self._last_known else None
            if known is None:
                raise
            return known
        self._remember({name: found})
        return found

    def _made_once(self) -> str:
        with self.place.opened() as rows:
            rows.execute(
                "insert into setting (name, value) values (?, ?) on conflict (name) do nothing",
                (_SECRET, secrets.token_urlsafe(32)),
            )
            found: str = rows.execute("select value from setting where name = ?", (_SECRET,)).fetchone()[0]
        return found

    def _key(self) -> str | None:
        """The key of now; in a place that others change too, of a second ago at most. Only one of many asks."""
        is_old = self.place.is_shared and time.monotonic() - self._asked_at > _FRESH_SECONDS
        if is_old and self._asking.acquire(blocking=False):
            try:
                fresh = self.setting(_KEY)
                if fresh != self._reader_key:
                    self._reader_key = fresh
                    self._remember_key()
            except EntryProblem:
                # Away: what was last known holds until it is back.
                pass
            finally:
                self._asked_at = time.monotonic()
                self._asking.release()
        return self._reader_key

    def _remember_key(self) -> None:
        self._remember({_SECRET: self._secret, _KEY: self._reader_key})

    def _remember(self, values: Mapping[str, str | None]) -> None:
        if self._last_known is not None:
            with self._last_known.place.opened() as rows:
                for name, value in values.items():
                    rows.execute("delete from setting where name = ?", (LAST_KNOWN + name,))
                    if value is not None:
                        rows.execute("insert into setting (name, value) values (?, ?)", (LAST_KNOWN + name, value))
