"""Workbooks that tests write themselves are read in their process: one of its own for each took most of their time."""

from collections.abc import Iterator
from io import BytesIO
from threading import Lock
from types import SimpleNamespace

import pytest

from ecodash.parsers import protocol, xlsx
from ecodash.workbook.incoming import reading

# What they are about is how the process of its own ends, or what it refuses.
READ_APART = {"test_anything", "test_hostile_files", "test_other_formats"}


@pytest.fixture(scope="module", autouse=True)
def read_here(request: pytest.FixtureRequest) -> Iterator[None]:
    apart, alone = reading._workbook, Lock()

    def here(data: bytes, parser: str, progress: reading.Progress | None) -> reading.Raw:
        lines = BytesIO()
        with alone, pytest.MonkeyPatch.context() as patch:
            patch.setattr(protocol, "sys", SimpleNamespace(stdout=SimpleNamespace(buffer=lines)))
            try:
                xlsx._tell_workbook(data)
            except Exception:
                return apart(data, parser, progress)
            protocol.tell(end=True)
        lines.seek(0)
        return reading._collected(map(reading._line, lines), progress) or apart(data, parser, progress)

    with pytest.MonkeyPatch.context() as patch:
        if request.path.stem not in READ_APART:
            patch.setattr(reading, "_workbook", here)
        yield
