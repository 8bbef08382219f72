"""What was approved, taken off, paid and sent back of an order, one line of its history each (6.8)."""

from collections.abc import Callable, Mapping

from desktop.records import Note
from desktop.vendors.codecs import to_instant, to_text
from desktop.vendors.contract import Document, Documents
from desktop.vendors.places import as_map, maps_in

PAYMENT, PROMOTION, APPROVAL, RETURN = "payment:", "promotion:", "approval:", "return:"


def notes(documents: Documents) -> tuple[Note, ...]:
    """All of them, by what they are."""
    return tuple(
        tell(document)
        for prefix, tell in _TELLS.items()
        for part, document in documents.items()
        if part.startswith(prefix)
    )


def _with(words: str, more: str) -> str:
    return f"{words}, {more}" if more else words


def _approval(approval: Document) -> Note:
    approver = as_map(approval.get("Approver"))
    by = " ".join(filter(None, (to_text(approver.get("FirstName")), to_text(approver.get("LastName")))))
    comment = to_text(approval.get("Comments"))
    words = f"Approval: {to_text(approval.get('Status'))}{f', “{comment}”' if comment else ''}"
    at = to_instant(approval.get("DateCompleted")) or to_instant(approval.get("DateCreated"))
    return Note(text=words, by=by, at=at)


def _promotion(promotion: Document) -> Note:
    code, name = to_text(promotion.get("Code")), to_text(promotion.get("Name"))
    words = f"Promotion {code}{f' ({name})' if name else ''}: −{to_text(promotion.get('Amount'))}"
    return Note(text=words, at=to_instant(promotion.get("DateApplied")))


def _payment(payment: Document) -> Note:
    """An amount of null is the rest of the total."""
    amount = to_text(payment.get("Amount")) or "the rest"
    words = f"Payment by {to_text(payment.get('Type'))}: {amount}, "
    words += "accepted" if payment.get("Accepted") else "not accepted"
    executed = [_transaction(row) for row in maps_in(payment.get("Transactions"))]
    return Note(text=_with(words, "; ".join(executed)), at=to_instant(payment.get("DateCreated")))


def _transaction(transaction: Document) -> str:
    what = f"{to_text(transaction.get('Type'))} {to_text(transaction.get('Amount'))}"
    return f"{what} {'succeeded' if transaction.get('Succeeded') else 'failed'}"


def _return(given_back: Document) -> Note:
    refund = to_text(given_back.get("RefundAmount"))
    words = _with(f"Return {to_text(given_back.get('ID'))}: {to_text(given_back.get('Status'))}", refund)
    words = _with(words, to_text(given_back.get("Comments")))
    at = to_instant(given_back.get("DateSubmitted")) or to_instant(given_back.get("DateCreated"))
    return Note(text=words, at=at)


_TELLS: Mapping[str, Callable[[Document], Note]] = {
    APPROVAL: _approval,
    PROMOTION: _promotion,
    PAYMENT: _payment,
    RETURN: _return,
}
