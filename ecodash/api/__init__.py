"""The machine-readable answers, the same over HTTP and on the command line."""
