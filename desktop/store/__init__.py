"""The two encrypted files: yours (the desk file) and theirs (the cache); all SQL lives here."""
