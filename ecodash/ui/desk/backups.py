"""Backups at the desk: when the last one was made, making one, taking it along."""

from functools import partial

import streamlit as st

from ecodash import stores
from ecodash.access.roles import check_may_manage
from ecodash.domain.dates import in_thailand, short_date, utc_now
from ecodash.maintenance.backup import back_up, in_one_file, last_backup
from ecodash.ui.desk.frame import done, recording_problems
from ecodash.ui.draw import draw
from ecodash.ui.page import Page


def backup_panel(page: Page) -> None:
    """The newest backup, a button for another, and the file to take along."""
    if page.store.is_demo:
        draw(page, "backups.html", last="", has_accounts=False, is_demo=True)
        return
    last = last_backup(stores.home())
    said = ""
    if last is not None:
        made = in_thailand(last.made_at)
        said = page.t("backup.last", day=short_date(made.date(), page.lang), time=f"{made:%H:%M}", changes=last.changes)
    draw(page, "backups.html", last=said, has_accounts=bool(last and last.accounts), is_demo=False)
    if st.button(page.t("backup.make")):
        with recording_problems(page):
            check_may_manage(page.principal)
            fresh = back_up(page.store, stores.home(), place=stores.place_of_accounts())
            done(page, "backup.made", path=fresh.path.name)
    if last is not None:
        st.download_button(
            page.t("backup.download"),
            partial(in_one_file, page.store, stores.home(), stores.place_of_accounts()),
            f"ecodash-{utc_now():%Y%m%d}.zip",
            "application/zip",
            on_click="ignore",
        )
