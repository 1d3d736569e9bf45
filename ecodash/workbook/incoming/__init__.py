"""A workbook on its way in: read, checked, compared with what stands, shown, recorded."""
