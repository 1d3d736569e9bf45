"""The link by which an agency reports, on paper that is handed to it."""

from ecodash import identity
from ecodash.domain.dates import long_date
from ecodash.language.text import t
from ecodash.store.store import Store


def report_link(store: Store, address: str, agency: str, lang: str) -> tuple[str, str] | None:
    """Its address and what to say of it; None where no link stands that can be told again."""
    link = identity.printable_link(store.whole, agency)
    if link is None:
        return None
    token, last = link
    words = t(lang, "papers.letter_report", day=long_date(last, lang)) if last else t(lang, "papers.letter_report_open")
    return f"{address}/auth/link/{token}" + ("?demo=1" if store.is_demo else ""), words
