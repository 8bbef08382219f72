"""Orders, customers and stock: the page of a list, its questions to the store, and where it stands."""
