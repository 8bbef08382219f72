"""Wholedesk: one window over every order, customer and stock item of every connected account."""
