"""A data folder for each test, with both files open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store.claim import Claim
from desktop.store.database import Connection, open_cache, open_desk, open_reader
from tests.store.making import KEY


@pytest.fixture
def claim(tmp_path: Path) -> Iterator[Claim]:
    with Claim(tmp_path) as claim:
        yield claim


@pytest.fixture
def desk(claim: Claim) -> Iterator[Connection]:
    db = open_desk(claim, KEY)
    yield db
    db.close()


@pytest.fixture
def cache(claim: Claim) -> Iterator[Connection]:
    db = open_cache(claim, KEY).connection
    yield db
    db.close()


@pytest.fixture
def reader(claim: Claim, cache: Connection) -> Iterator[Connection]:
    db = open_reader(claim.folder, KEY)
    yield db
    db.close()
