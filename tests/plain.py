"""Clients of stand-ins on loopback, which speak plainly: what trust a real line needs takes them 35 ms each."""

import ssl

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""It trusts nobody, and so has nothing to read."""
