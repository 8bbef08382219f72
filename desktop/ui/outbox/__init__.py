"""The Outbox page: what has not left the desk, and the answers that conflicts and unclear ends need."""
