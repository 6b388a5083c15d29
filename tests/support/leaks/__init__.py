"""Finding a person's data where none may be: in files (leakscan) and, by the same needles, in memory."""
