"""Figures that the issues ask for, measured anew: `python -m benchmarks`, on the database of DATABASE_URL, which must be empty."""
