"""Changes of one record laid over each other: a draft's later ones over its first, and those of a later entry."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.changes import ADD_LINE, REMOVE_LINE, Change, Entry, Side, outgoing

WHOLE_LINES = (ADD_LINE, REMOVE_LINE)


def laid_over(old: Sequence[Change], new: Sequence[Change]) -> tuple[Change, ...]:
    """One draft's changes with later ones over them: back to what was seen leaves it.

    Who wants the same once more, having seen something newer, means it against that.

    Taking out a line that was added takes all of it along; adding a line that was taken out brings it back.
    """
    kept = {(change.field, change.line): change for change in old}
    for change in new:
        place = change.field, change.line
        if change.field == REMOVE_LINE and (ADD_LINE, change.line) in kept:
            kept = {other: was for other, was in kept.items() if other[1] != change.line}
        elif change.field == ADD_LINE and (REMOVE_LINE, change.line) in kept:
            del kept[REMOVE_LINE, change.line]
        else:
            first = kept.get(place)
            is_meant_anew = first is not None and first.wanted == change.wanted
            change = replace(change, seen=first.seen) if first and not is_meant_anew else change
            kept[place] = change
            if change.wanted == change.seen and change.field not in WHOLE_LINES:
                del kept[place]
    gone = {line for field, line in kept if field == REMOVE_LINE}
    return tuple(change for (field, line), change in kept.items() if line not in gone or field == REMOVE_LINE)


def on_top(entries: Sequence[Entry], changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes made while others of the record are submitted: what was seen is what the last of those wants.

    When they go out, that is what the vendor has; the value that it had before would then look like somebody else's.
    """
    submitted = [change for entry in entries if entry.state != "draft" for change in entry.changes]
    added = {change.line for change in (*submitted, *changes) if change.field == ADD_LINE}
    wanted = {
        (change.field, change.line): change.wanted
        for change in submitted
        if change.field not in WHOLE_LINES and change.line not in added
    }
    return tuple(
        replace(change, seen=wanted[place]) if (place := (change.field, change.line)) in wanted else change
        for change in changes
    )


def decided(changes: Sequence[Change], choices: Mapping[tuple[str, str], Side]) -> tuple[Change, ...]:
    """What goes out of a conflict: what was chosen is meant against what the others have now."""
    return tuple(
        replace(change, seen=change.theirs, theirs=None) if (change.field, change.line) in choices else change
        for change in outgoing(changes, choices)
    )


def taken_from_under(gone: Sequence[Change], changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes that were made on top of others which will not go out: they start from what those had seen."""
    had = {
        (change.field, change.line, change.wanted): change.seen for change in gone if change.field not in WHOLE_LINES
    }
    added = {change.line for change in changes if change.field == ADD_LINE}
    kept = []
    for change in changes:
        place = change.field, change.line, change.seen
        if place in had and change.line not in added:
            change = replace(change, seen=had[place])
            if change.wanted == change.seen:
                continue
        kept.append(change)
    return tuple(kept)
