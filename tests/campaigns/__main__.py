"""python -m tests.campaigns kill --runs N: kill the program at every place, and print what came of it.

python -m tests.campaigns hostile --mutations N: spoil every vendor's samples, and print what was not met well.
python -m tests.campaigns rounds --worlds N: type generated values into every field of every vendor's generated worlds.
python -m tests.campaigns worlds --worlds N: read every vendor's generated worlds with spoilt records in them.
"""

import asyncio
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from desktop.vendors import VENDORS
from tests.campaigns.kill import MEANS, campaign
from tests.campaigns.places import PLACES
from tests.campaigns.verdict import FAULTS, Score
from tests.vendors.spoiling import spoil
from tests.whole.rounds.hostile import visit
from tests.whole.rounds.round import rounds

RUNS = 20
SETTLE = 0.5
MUTATIONS = 20_000
WORLDS = 20


def read_options(arguments: Sequence[str] | None = None) -> Namespace:
    parser = ArgumentParser(prog="python -m tests.campaigns", description="Campaigns against the real program.")
    ways = parser.add_subparsers(dest="campaign", required=True)
    kill = ways.add_parser("kill", help="SIGKILL at named places; nothing lost, doubled or shown wrong")
    kill.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"runs of each place (default {RUNS})")
    kill.add_argument("--place", action="append", choices=[place.name for place in PLACES], help="only this one")
    kill.add_argument("--vendor", action="append", choices=MEANS, help="only at this one")
    kill.add_argument("--settle", type=float, default=SETTLE, metavar="S", help=f"scaled settling time ({SETTLE} s)")
    kill.add_argument("--seed", type=int, default=1, metavar="N")
    hostile = ways.add_parser("hostile", help="samples with something spoilt in them; nothing thrown, no sibling lost")
    hostile.add_argument("--mutations", type=int, default=MUTATIONS, metavar="N", help=f"of each vendor ({MUTATIONS})")
    hostile.add_argument("--vendor", action="append", choices=VENDORS, help="only of this one")
    hostile.add_argument("--seed", type=int, default=1, metavar="N")
    for name, words in (("rounds", "generated edits of every field"), ("worlds", "whole accounts with spoilt records")):
        way = ways.add_parser(name, help=words)
        way.add_argument("--worlds", type=int, default=WORLDS, metavar="N", help=f"of each vendor ({WORLDS})")
        way.add_argument("--vendor", action="append", choices=VENDORS, help="only of this one")
        way.add_argument("--seed", type=int, default=1, metavar="N")
    return parser.parse_args(arguments)


async def run(options: Namespace) -> list[Score]:
    """At every vendor every place in turn; each row is printed as it is known."""
    chosen = [place for place in PLACES if options.place is None or place.name in options.place]
    width = max(len(place.name) for place in PLACES)
    print(f"{'place':<{width}}{'runs':>7}" + "".join(f"{fault:>13}" for fault in FAULTS), flush=True)
    scores = []
    for vendor in options.vendor or MEANS:
        print(vendor, flush=True)
        with tempfile.TemporaryDirectory(prefix="wholedesk-campaign-") as folder:
            async with campaign(Path(folder), MEANS[vendor], settle=options.settle, seed=options.seed) as found:
                for place in chosen:
                    if not place.is_at(MEANS[vendor]):
                        print(f"{place.name:<{width}}{'-':>7}   nothing that is done there takes several requests")
                        continue
                    scores.append(score := await found.runs(place, options.runs))
                    print(row(score, width), flush=True)
    return scores


def row(score: Score, width: int) -> str:
    return f"{score.place:<{width}}{score.runs:>7}" + "".join(f"{score.counts[fault]:>13}" for fault in FAULTS)


def spoil_all(options: Namespace) -> int:
    """The samples of each vendor, spoilt; exit code 0 when every one was met well."""
    wrong = []
    for vendor in options.vendor or VENDORS:
        score = spoil(VENDORS[vendor], options.mutations, str(options.seed))
        print(
            f"{vendor}: {options.mutations} mutations, {score.read} shown, {len(score.wrong)} met wrongly", flush=True
        )
        wrong += score.wrong
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


def play_all(options: Namespace) -> int:
    """Rounds at each vendor; exit code 0 when nothing was wrong."""
    wrong = []
    for vendor in options.vendor or VENDORS:
        score = rounds(vendor, options.worlds, options.seed)
        print(f"{vendor}: {score.worlds} worlds, {score.typed} edits, {len(score.wrong)} wrong", flush=True)
        wrong += score.wrong
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


def visit_all(options: Namespace) -> int:
    """Spoilt worlds of each vendor; exit code 0 when nothing was wrong."""
    wrong = []
    for vendor in options.vendor or VENDORS:
        for seed in range(options.seed, options.seed + options.worlds):
            with tempfile.TemporaryDirectory(prefix="wholedesk-campaign-") as folder:
                found = asyncio.run(visit(Path(folder), vendor, seed))
            print(f"{vendor} {seed}: {len(found)} wrong", flush=True)
            wrong += found
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


WAYS = {"hostile": spoil_all, "rounds": play_all, "worlds": visit_all}


def main() -> int:
    """Exit code 0 when every run passed."""
    options = read_options()
    if options.campaign in WAYS:
        return WAYS[options.campaign](options)
    scores = asyncio.run(run(options))
    for score in scores:
        for words in score.words:
            print(words)
    failed = sum(score.failed for score in scores)
    print(f"{sum(score.runs for score in scores) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
