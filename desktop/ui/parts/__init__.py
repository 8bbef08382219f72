"""The small widgets of the desk; every one can be reached by key, says its name and role, and shows where the focus is."""
