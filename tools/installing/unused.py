"""What packages bring and the dashboard never opens, taken out of a folder of packages: python unused.py FOLDER.

A quarter of the whole. What stays although it is large is opened: pyarrow and numpy by pandas, pandas by Streamlit and
DuckDB, Typst by the documents; and ``libarrow_substrait``, without which pyarrow's own library does not load.
"""

import shutil
import sys
from pathlib import Path

# By reason; all within the folder.
UNUSED = {
    "notebooks": ("share", "pydeck/nbextension", "plotly/labextension", "plotly/package_data/widgetbundle.js"),
    "Plotly's script in files of its own; Streamlit brings the one that browsers are sent": (
        "plotly/package_data/plotly.min.js",
    ),
    "tests of the packages": ("pandas/tests", "numpy/tests", "numpy/*/tests", "pyarrow/tests"),
    "headers and sources for compilers": ("pyarrow/include", "pyarrow/src", "pyarrow/*.px[di]", "pyarrow/*.pyx"),
    "Arrow over a network": ("pyarrow/*flight*", "pyarrow/*s3*"),
}


def remove_unused(folder):
    """Files and folders, gone; what is not there is no fault: other versions bring other files."""
    for found in {each for patterns in UNUSED.values() for pattern in patterns for each in folder.glob(pattern)}:
        shutil.rmtree(found) if found.is_dir() else found.unlink()


if __name__ == "__main__":
    remove_unused(Path(sys.argv[1]))
