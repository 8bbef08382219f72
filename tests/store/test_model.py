"""The store against a model of itself: any sequence of writes, edits and removals leaves what the model says."""

import shutil
import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from desktop.questions import Question, Row
from desktop.records import Shown
from desktop.store import results, rows, shares, theirs
from desktop.store.claim import Claim
from desktop.store.database import full_check, open_cache, transaction
from tests.store.making import ACME, KEY, arrival, order, share, write

KEYS = st.sampled_from(["k1", "k2", "k3", "k4"])
CUSTOMERS = st.sampled_from(["anna", "ben", "Zoë"])
TOTALS = st.integers(-5, 5)


class StoreMachine(RuleBasedStateMachine):
    """The model: by key, the total that is true, who is shown, the total shown, and whether an edit lies over it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="wholedesk-model-"))
        self.claim = Claim(self.folder)
        self.db = open_cache(self.claim, KEY).connection
        self.model: dict[str, tuple[int, str, int, bool]] = {}
        self.rows: dict[str, int] = {}

    @rule(key=KEYS, customer=CUSTOMERS, total=TOTALS)
    def comes(self, key: str, customer: str, total: int) -> None:
        shown = order(key, customer=customer, total=Decimal(total))
        came = arrival(shown, search=customer, parts=[share(customer, total)], documents={"order": b"%d" % total})
        written = write(self.db, came)
        assert (key in written.new) == (key not in self.model)
        self.rows.update(written.new)
        had = self.model.get(key)
        if had is None or had != (total, customer, total, False):
            assert key in {**written.new, **written.changed}
        else:
            assert not written.new
            assert not written.changed
        self.model[key] = (total, customer, total, False)

    @rule(key=KEYS, customer=CUSTOMERS, total=TOTALS)
    def is_edited(self, key: str, customer: str, total: int) -> None:
        if key not in self.model:
            return
        edited = Shown(
            record=order(key, customer=customer, total=Decimal(total)), search=customer, parts=(share(customer, total),)
        )
        with transaction(self.db):
            theirs.rewrite_shown(self.db, [theirs.Redrawn(row=self.rows[key], shown=edited, overlaid=True)])
        self.model[key] = (self.model[key][0], customer, total, True)

    @rule(key=KEYS)
    def is_removed(self, key: str) -> None:
        if key in self.model:
            with transaction(self.db):
                theirs.remove(self.db, [self.rows.pop(key)])
            del self.model[key]

    @rule(key=KEYS, total=TOTALS)
    def comes_but_is_rolled_back(self, key: str, total: int) -> None:
        try:
            with transaction(self.db):
                write(self.db, arrival(order(key, total=Decimal(total)), documents={"order": b"never"}))
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass

    @rule()
    def opens_again(self) -> None:
        self.db.close()
        opened = open_cache(self.claim, KEY)
        assert opened.set_aside is None
        self.db = opened.connection

    @invariant()
    def shows_what_the_model_shows(self) -> None:
        result = results.complete(self.db, Question(kind="orders", sort="number"), 1)
        shown = {row.key: (row.values["customer"], row.values["total"]) for row in self.page(result)}
        assert shown == {key: (customer, Decimal(total)) for key, (_, customer, total, _) in self.model.items()}
        assert sum(count.total for count in rows.counts(self.db)) == len(self.model)
        overlaid = {self.rows[key] for key, (*_, is_overlaid) in self.model.items() if is_overlaid}
        assert set(rows.overlaid_rows(self.db)) == overlaid

    @invariant()
    def keeps_truth_under_what_is_shown(self) -> None:
        for key, (truth, *_) in self.model.items():
            stored = rows.record(self.db, self.rows[key])
            assert stored is not None
            assert stored.documents == {"order": b"%d" % truth}

    @invariant()
    def finds_and_sums_what_is_shown(self) -> None:
        for customer in ("anna", "ben", "Zoë"):
            theirs_now = {key: total for key, (_, name, total, _) in self.model.items() if name == customer}
            result = results.complete(self.db, Question(kind="orders", text=customer), 1)
            assert {row.key for row in self.page(result)} == set(theirs_now)
            folded = shares.some(self.db, ACME, ("customers", customer))
            assert sum(Decimal(str(each.body["total"])) for each in folded) == sum(theirs_now.values())

    def page(self, result: results.Result) -> tuple[Row, ...]:
        return results.page(self.db, result, 0, 100).rows

    def teardown(self) -> None:
        assert full_check(self.db) == ()
        self.db.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        self.db.close()
        self.claim.release()
        shutil.rmtree(self.folder)


StoreMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
TestStore = StoreMachine.TestCase
