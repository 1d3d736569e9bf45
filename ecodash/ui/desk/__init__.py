"""The officers' desk: forms that record, and what is shown around them."""
