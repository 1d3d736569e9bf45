"""Files of evidence: what may come in, and where it is kept."""
