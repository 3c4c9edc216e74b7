"""The golden messages of proto/vectors/, read and written by a codec that is none of ours.

Each .hex has to be one whole msgpack message that says the same as its .json twin, type for type, and
the twin, encoded by msgpack, has to be the same bytes. Usage: vectors_test.py <folder>
"""

import json
import pathlib
import sys

import msgpack


def same(a, b):
    """Equal, and of equal types: 1 is not 1.0 and not True."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b


def faults(path):
    message = bytes.fromhex(path.read_text())
    twin = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    decoded = msgpack.unpackb(message, raw=False, strict_map_key=True)
    if not same(decoded, twin):
        yield "decodes to something else than its JSON twin"
    if msgpack.packb(twin, use_bin_type=True) != message:
        yield "is not what msgpack makes of its JSON twin"
    if path.stem.startswith(("request_", "reply_")):
        if decoded.get("v") != 1 or not isinstance(decoded.get("type"), str) or "id" not in decoded:
            yield "has no envelope"


def main(folder):
    paths = sorted(pathlib.Path(folder).glob("*.hex"))
    found = [f"{path.name}: {fault}" for path in paths for fault in faults(path)]
    for fault in found:
        print(fault)
    print(f"{len(paths)} vectors, {len(found)} faults")
    return 1 if found or len(paths) < 30 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
