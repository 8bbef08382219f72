"""Values, accounts and entries of the outbox as this person reads and types them."""
