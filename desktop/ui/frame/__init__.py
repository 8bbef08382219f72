"""The window around the pages: sidebar, bars, commands, and the ways from one page to another."""
