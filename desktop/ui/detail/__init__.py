"""The pane of one record: all that is known of it, edited in place, and what can be done with it."""
