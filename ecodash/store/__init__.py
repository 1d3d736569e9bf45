"""DuckDB: open, migrate, read, commit, verify. Nobody else imports duckdb."""
