"""What is gone, or has left its state, without that any list of changes tells: found by walking over what is there."""

from desktop.errors import Offline, Rejected, Unreached
from desktop.store import names, walks
from desktop.store.database import Connection, transaction
from desktop.sync.account import Account
from desktop.sync.pull import Pull
from desktop.vendors.contract import Resource, Sweep
from desktop.vendors.pacing import Priority


class Sweeping:
    """Makes sweeps; `Pull` notes what their lists bring."""

    def __init__(self, cache: Connection, pull: Pull) -> None:
        self._cache = cache
        self._pull = pull

    async def sweep(self, account: Account, resource: Resource, sweep: Sweep, priority: Priority) -> None:
        """Walk over all that it is about, list by list; what is in none is read, and gone where that answers 404."""
        done = walks.swept(self._cache, account.id, resource.kind, sweep.name)
        if not done and all(self._pull.position(account, resource, walk)[0] is None for walk in sweep.walks):
            self._forget(account, resource, sweep)
        for walk in sweep.walks:
            if walk.name not in done:
                await self._pull.walk(account, resource, walk, priority)
                done = (*done, walk.name)
                with transaction(self._cache):
                    walks.note_swept(self._cache, account.id, resource.kind, sweep.name, done)
        await self._look_for_missing(account, resource, sweep, priority)
        self._forget(account, resource, sweep)

    async def _look_for_missing(self, account: Account, resource: Resource, sweep: Sweep, priority: Priority) -> None:
        after: str | None = ""
        while after is not None:
            if sweep.parts:
                missing, after = names.unseen(self._cache, account.id, resource.kind, sweep.name, after=after)
            else:
                missing, after = walks.unseen(
                    self._cache, account.id, resource.kind, sweep.name, states=sweep.states, of=sweep.of, after=after
                )
            for key in missing:
                try:
                    await self._pull.read_one(account, resource, key, priority)
                except Unreached:
                    raise
                except (Rejected, Offline):  # says nothing about this record, and is no reason to walk all again
                    continue

    def _forget(self, account: Account, resource: Resource, sweep: Sweep) -> None:
        with transaction(self._cache):
            walks.forget_seen(self._cache, account.id, resource.kind, sweep.name)
            walks.note_swept(self._cache, account.id, resource.kind, sweep.name, ())
