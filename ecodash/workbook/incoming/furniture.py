"""What stands in a table and is no row of it: totals, remarks and signatures. Pure."""

import re
from collections.abc import Sequence
from itertools import islice

from ecodash.language.thai import digits, tidy
from ecodash.workbook.cells import Cell

_TOTAL = re.compile(
    r"(?:ผล|ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|ยอด|เงิน|งบประมาณ|สุทธิ)?|(?:grand |sub)?total"
    r"|รวม\s*\d+\s*(?:กิจกรรม|โครงการ|รายการ|ข้อ|เรื่อง|แห่ง|พื้นที่)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"(?:หมายเหตุ|ลงชื่อ|ลงนาม|ผู้จัดทำ|ผู้รายงาน|ผู้ตรวจสอบ|ผู้รับรอง|ตำแหน่ง|วันที่|ข้อมูล ณ|ที่มา|แหล่งที่มา)(?:\W|\s|$)"
    r"|^\(.{3,60}\)$|^[.…_ ]{5,}"
)
_MOST_CELLS = 2


def is_total(cells: Sequence[Cell]) -> bool:
    """A row whose first text says รวม: a sum of others."""
    first = next((cell for cell in cells if cell not in (None, "")), None)
    return isinstance(first, str) and bool(_TOTAL.fullmatch(digits(tidy(first)).rstrip(" :")))


def is_remark(cells: Sequence[Cell]) -> bool:
    """A row with one text or two, a remark, a signature or its dots."""
    told = list(islice((cell for cell in cells if cell not in (None, "")), _MOST_CELLS + 1))
    if not 0 < len(told) <= _MOST_CELLS or not all(isinstance(cell, str) for cell in told):
        return False
    return bool(_REMARK.match(tidy(str(told[0]))))
