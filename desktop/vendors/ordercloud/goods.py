"""What goods are called, in orders and in stock."""

from desktop.vendors.contract import Json


def called(product: Json, variant: Json) -> str:
    """The product by name, and the variant where its own name does not say it all."""
    documents = [document for document in (product, variant) if isinstance(document, dict)]
    names = [name for document in documents if isinstance(name := document.get("Name"), str) and name]
    if len(names) == 2 and names[1].startswith(names[0]):
        return names[1]
    return ", ".join(names)
