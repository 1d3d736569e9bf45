"""How things are written: words in two languages, Thai spelling, states, problems, CSV and terminal tables. Pure."""
