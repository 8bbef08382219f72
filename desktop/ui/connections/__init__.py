"""The Connections page: accounts, the form that connects one, and what a desk without accounts shows."""
