"""The tables of the desk: cells as values, painted by one delegate; a page of records, or ready-made rows."""
