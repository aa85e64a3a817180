"""Many briefs, and briefs by the clock: workers, schedules, the record of runs, delivery. One brief is the pipeline's."""
