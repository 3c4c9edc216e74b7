"""The catalogue of faults: for each kind, at what stage it acts.

replace(options, venue)               the answer is this, the venue is not asked
ask(options, venue, route, request, found)  the question is changed before the venue sees it
spoil(options, venue, route, reply, noise)  the venue's answer is changed
write(options, connection, request, reply)  the answer leaves in an unusual way
"""
import fault_answers as answers
import fault_bodies as bodies
import fault_rows as rows
import fault_writes as writes


class Kind:
    def __init__(self, replace=None, ask=None, spoil=None, write=None, writes=lambda options: True, options=()):
        self.replace, self.ask, self.spoil, self.write = replace, ask, spoil, write
        self.writes = writes
        self.options = set(options)


KINDS = {
    "delay": Kind(write=writes.slowly, writes=lambda o: "bytes_per_second" in o, options=("ms", "bytes_per_second")),
    "status": Kind(replace=answers.status, options=("status", "headers", "body", "content_type")),
    "rate_limited": Kind(replace=answers.rate_limited, options=("wait_s",)),
    "banned": Kind(replace=answers.banned, options=("wait_s",)),
    "blocked": Kind(replace=answers.blocked),
    "geo_blocked": Kind(replace=answers.geo_blocked),
    "maintenance": Kind(replace=answers.maintenance),
    "unavailable": Kind(replace=answers.unavailable),
    "error_in_200": Kind(replace=answers.error_in_200),
    "html": Kind(replace=answers.html),
    "truncated_json": Kind(spoil=bodies.truncated),
    "invalid_json": Kind(spoil=bodies.invalid),
    "wrong_types": Kind(spoil=bodies.wrong_types),
    "nan_strings": Kind(spoil=bodies.nan_strings),
    "empty_list": Kind(spoil=rows.empty),
    "reversed": Kind(spoil=rows.reverse),
    "shuffled": Kind(spoil=rows.shuffle),
    "duplicates": Kind(spoil=rows.duplicate, options=("count", "ratio")),
    "missing": Kind(spoil=rows.remove, options=("count", "ratio")),
    "short_history": Kind(spoil=rows.keep_newest, options=("rows",)),
    "misaligned": Kind(spoil=rows.misalign, options=("ms",)),
    "stale": Kind(ask=answers.stale, options=("intervals",)),
    "wrong_symbol": Kind(ask=answers.wrong_symbol, options=("other",)),
    "black_hole": Kind(write=writes.black_hole),
    "drop": Kind(write=writes.drop, options=("when",)),
    "wrong_content_length": Kind(write=writes.wrong_length, options=("delta",)),
    "endless_body": Kind(write=writes.endless),
    "one_byte_a_second": Kind(write=writes.one_byte_a_second),
    "gzip_bomb": Kind(write=writes.gzip_bomb, options=("megabytes",)),
}


def check(options):
    kind = options.get("kind")
    if kind not in KINDS:
        raise ValueError(f"unknown fault kind {kind!r}; known: {', '.join(sorted(KINDS))}")
    unknown = set(options) - KINDS[kind].options - {"kind"}
    if unknown:
        raise ValueError(f"fault {kind!r} has no option {sorted(unknown)[0]!r}")
