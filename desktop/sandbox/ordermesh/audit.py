"""Audit logs of orders, items and notes (contract 5.1 O14, O15, 5.2); what their rows hold is assumed."""

from desktop.sandbox.ordermesh.call import Call
from desktop.sandbox.ordermesh.listing import listed
from desktop.sandbox.wire import Answer, write_json


def audit_logs(call: Call, id: str, created: str) -> Answer:
    """What was done to a record, its making first."""
    made = {"id": f"{id}-0", "action": "Created", "details": None, "createdBy": "system", "createdAt": created}
    return listed(call, "auditLogs", [made, *call.merchant.history.get(id, ())], write_json)
