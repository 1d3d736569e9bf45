"""Every fact as one flat table: rows of values within a selection, under columns that say what they are.

``TABLES`` are those that people explore, take away as files and read as DataFrames; ``rows_of`` answers one of them,
``in_words`` says its rows, ``counted`` counts or adds them up by two of its columns.
"""

from ecodash.tables.named import beside
from ecodash.tables.pivot import Pivot, counted
from ecodash.tables.said import heading, in_words
from ecodash.tables.table import Table, rows_of
from ecodash.tables.these import TABLES

__all__ = ["TABLES", "Pivot", "Table", "beside", "counted", "heading", "in_words", "rows_of"]
