"""The record of runs: one row for each brief and slot, in SQLite, with who runs it and what came of it.

states: which state may follow which. records: what the rows say. owners: who runs one, and whether they
live. opening: the file, refused when it is damaged. enrolling: rows for slots. claims: taking, renewing
and ending a run. postings: its deliveries. queries: reading. standing: schedules and pauses.
"""
