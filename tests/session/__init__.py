"""A scripted session in a real window: real keys on a virtual screen, judged by what is heard and what was sent."""
