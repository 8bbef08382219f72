"""How far a first order has come, in words of the sandbox's own."""

NEW, ROUTED, PARTLY, HELD, CUT, CALLED_OFF, DONE = "new", "routed", "partly", "held", "cut", "called off", "done"
"""Not routed yet; in shipments; shipped in part; with lines held; with lines cancelled; all cancelled; shipped."""

BY_NUMBER = {
    **dict.fromkeys((1, 2, 3, 10, 16), NEW),
    **dict.fromkeys((4, 13), ROUTED),
    **dict.fromkeys((5, 14), HELD),
    **dict.fromkeys((6, 15), PARTLY),
    7: CUT,
    **dict.fromkeys((8, 17), CALLED_OFF),
    **dict.fromkeys((9, 11, 12), DONE),
}
"""By number from the newest, so that small worlds have them all."""
