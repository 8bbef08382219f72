"""Everything that goes on beside the window: pulling, pushing, filing; all on the worker thread's own loop."""
