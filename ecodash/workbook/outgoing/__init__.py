"""A workbook on its way out."""
