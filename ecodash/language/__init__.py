"""Written language, Thai above all: what one spelling has in common with another. Pure."""
