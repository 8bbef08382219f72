"""Tokens that name their owner and end, as their first two parts spell them; each vendor signs in a way of its own."""

import base64
import json
from collections.abc import Mapping


def unsigned(algorithm: str, claims: Mapping[str, object]) -> str:
    """What is signed: the head and the claims."""
    return f"{_part({'alg': algorithm, 'typ': 'JWT'})}.{_part(claims)}"


def bare(value: bytes) -> str:
    """Base64 for addresses, without what fills it up."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _part(value: Mapping[str, object]) -> str:
    return bare(json.dumps(value, separators=(",", ":")).encode())
