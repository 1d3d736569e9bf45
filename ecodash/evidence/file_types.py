"""What is kept as a file: its types, how their names end, and how large it may be."""

from ecodash.evidence.office_check import DOCX, XLSX
from ecodash.evidence.template_check import PPTX

MOST_BYTES = 20 * 1024 * 1024
SUFFIX = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    DOCX: ".docx",
    XLSX: ".xlsx",
    PPTX: ".pptx",
}
