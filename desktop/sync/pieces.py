"""What arrived beside what the copy has: put together, and compared."""

from collections.abc import Iterable, Mapping, Sequence

from desktop.store.theirs import Known
from desktop.vendors.contract import Document, Documents, Resource
from desktop.vendors.rows import Piece, decode, encode


def stored_piece(key: str, part: str, body: bytes) -> Piece:
    """A document as the copy has it."""
    try:
        return Piece(key=key, part=part, body=body, document=decode(body))
    except ValueError as error:
        return Piece(key=key, part=part, body=body, document=None, trouble=str(error))


def by_record(pieces: Iterable[Piece], replaces: Iterable[str]) -> dict[str, list[Piece]]:
    """What came, by the key of its record; of those in `replaces` that nothing came may mean that nothing is left."""
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.key:
            found.setdefault(piece.key, []).append(piece)
    for key in replaces:
        found.setdefault(key, [])
    return found


def pieces_of(key: str, documents: Documents) -> list[Piece]:
    """A record's documents as if they had just arrived."""
    return [Piece(key=key, part=part, body=encode(document), document=document) for part, document in documents.items()]


def put_together(before: Mapping[str, bytes], own: Iterable[Piece]) -> tuple[Documents, str]:
    """All documents of a record after some arrived, and why they cannot be read, if so."""
    arrived = {piece.part: piece for piece in own}
    kept = {part: stored_piece("", part, body) for part, body in before.items() if part not in arrived}
    everything = {**kept, **arrived}
    documents: dict[str, Document] = {
        part: piece.document for part, piece in everything.items() if piece.document is not None
    }
    return documents, next(
        (piece.trouble or "not a record" for piece in everything.values() if piece.document is None), ""
    )


def is_current(before: Known, own: Sequence[Piece], version: str) -> bool:
    """Whether what came is what is there already, made by the same tables, and shown as it is."""
    same = all(before.documents.get(piece.part) == piece.body for piece in own)
    return same and before.mapping == version and not before.gone and not before.overlaid


def is_different(before: Known, own: Sequence[Piece]) -> bool:
    """Whether what came says something else than what is there; the same in other letters says nothing new."""
    return before.gone or any(_says_another(before.documents.get(piece.part), piece) for piece in own)


def _says_another(was: bytes | None, piece: Piece) -> bool:
    if was is None or was == piece.body:
        return False  # a part read for the first time is no change of the record
    return piece.document is None or stored_piece("", piece.part, was).document != piece.document


def is_newer(resource: Resource, before: Known | None, own: Iterable[Piece]) -> bool:
    """Whether the record itself says that it was changed after what is there."""
    had = before.documents.get(resource.part) if before else None
    came = next((piece.document for piece in own if piece.part == resource.part), None)
    was = stored_piece("", resource.part, had).document if had else None
    if resource.stamp is None or came is None or was is None:
        return False
    return resource.stamp(came) > resource.stamp(was)
