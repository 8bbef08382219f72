"""The composition root: builds every object, hands plain functions to the window, starts and stops."""
