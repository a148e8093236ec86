"""Where the statement runs: DuckDB, PostgreSQL, Spark."""
