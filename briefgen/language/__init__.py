"""English as far as briefgen reads it: names, times, quantities, cues of speech. Finds, never judges."""
