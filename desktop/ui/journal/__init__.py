"""The Journal page: what came, was sent, was answered and decided."""
