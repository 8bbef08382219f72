"""Which server addresses a connect form takes: https anywhere, plain http only on this computer."""

from ipaddress import ip_address

from PySide6.QtCore import QCoreApplication, QUrl

translate = QCoreApplication.translate


def fault(text: str) -> str:
    """What is wrong with a typed address, as a sentence; "" when it may be used."""
    url = QUrl(text.strip(), QUrl.ParsingMode.StrictMode)
    if not url.isValid() or not url.host() or url.scheme() not in {"http", "https"}:
        return translate("servers", "Type a whole address, such as https://api.example.com.")
    if url.userName() or url.password():
        return translate("servers", "Leave user and password out of the address; they have fields of their own.")
    if url.scheme() == "http" and not _is_this_computer(url.host()):
        return translate("servers", "The line must be encrypted: type https:// instead of http://.")
    return ""


def _is_this_computer(host: str) -> bool:
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
