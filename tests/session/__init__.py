"""A scripted session in a real window: real key presses on a virtual screen, judged by the sandbox's ledger."""
