"""Backups at the desk."""

from ecodash.ui.page import Page


def backup_panel(page: Page) -> None:
    """stub"""
