"""The same facts on paper, in slides, in a workbook, on a page of their own."""
