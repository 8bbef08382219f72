"""The small widgets of the desk: each can be reached by key, says its name and role, and shows the focus."""
