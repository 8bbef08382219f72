"""The windows before a desk is open: its key, its passphrase, its recovery code."""
