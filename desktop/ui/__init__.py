"""The window: a visual kit (tokens, type, icons, parts) and the pages built on it; shows and tells, never fetches."""
