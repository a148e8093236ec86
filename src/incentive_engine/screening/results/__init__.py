"""What came out: one row per enterprise and measure, its summary, and the files it is written to."""
