#!/usr/bin/env python3
"""The house rules that a machine can check. Fails with one line a breach.

    tests/tidy/tidy.py [ROOT]
"""
import pathlib
import re
import sys

ROOMS = ("lib", "proto", "broker", "daemon")
LINES_MAX = 300
TWINS_MIN = 0.80

# What may not be called, and the one file (or none) that may.
BANNED = [
    (r"std::this_thread::sleep|\busleep\(|\bnanosleep\(", (), "no sleeping: wait on what you wait for"),
    (r"\.detach\(\)", (), "a thread has an owner that joins it"),
    (r"system_clock::now|steady_clock::now|\bgettimeofday\(|\bclock_gettime\(",
     ("lib/base/clock.cc",), "time is an argument"),
    (r"std::random_device|\brand\(\)", ("daemon/scand/app.cc",), "randomness is injected"),
    (r"#include <zmq", ("broker/wire/",),
     "only broker/wire knows ZeroMQ"),
    (r"#include <curl/", ("lib/http/", "lib/scan/exchange_clock.cc"), "only lib/http knows libcurl"),
    (r"catch \(\.\.\.\) *\{ *\}", (), "an exception is not swallowed"),
    (r"\bTODO\b|\bFIXME\b|\bXXX\b", (), "nothing half-built is left behind"),
    (r"std::cout|\bprintf\(", ("daemon/",), "only programs print"),
]

# Heavy headers belong in .cc files.
HEAVY = re.compile(r'#include <(msgpack|yaml-cpp|simdjson|curl/|zmq|spdlog|rapidjson|boost|prometheus)')
OWN_ARROWS = {
    "lib/base": ("lib/base",),
    "proto": ("proto", "lib/base"),
    "lib": ("lib", "proto"),
    "broker": ("broker", "proto", "lib/base"),
    "daemon": ("daemon", "broker", "lib", "proto"),
}
# A program's main() and what only joins parts is tested through the shipped binary.
NO_TWIN = re.compile(r"/main\.cc$")


def room_of(path):
    if path.startswith("lib/base/"):
        return "lib/base"
    return path.split("/")[0]


def sources(root):
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".h", ".cc"):
                yield path.relative_to(root).as_posix(), path.read_text()


def check_size(path, text):
    lines = text.count("\n")
    if lines > LINES_MAX:
        yield f"{path}: {lines} lines; a file holds one idea in at most {LINES_MAX}"


def check_banned(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        for pattern, allowed, why in BANNED:
            if re.search(pattern, line) and not any(path.startswith(place) for place in allowed):
                yield f"{path}:{number}: {why}"


def check_includes(path, text):
    includes = re.findall(r'^#include ["<]([^">]+)[">]', text, re.M)
    if path.endswith(".h"):
        if not text.startswith("#pragma once"):
            yield f"{path}: a header begins with #pragma once"
        if HEAVY.search(text):
            yield f"{path}: a heavy header is included; keep it in the .cc"
    own = path[:-3] + ".h"
    if path.endswith(".cc") and own in includes and includes[0] != own:
        yield f"{path}: its own header comes first, so that the header is known to stand alone"
    allowed = OWN_ARROWS[room_of(path)]
    for include in includes:
        if include.startswith(tuple(room + "/" for room in ROOMS)):
            if not include.startswith(tuple(place + "/" for place in allowed)):
                yield f"{path}: includes {include}, against the grain"


def check_exchange_names(root, texts):
    descriptors = root / "lib/exchange/descriptors"
    names = {path.stem for path in descriptors.glob("*.yaml")} - {"gate"}
    quoted = re.compile(r'"(' + "|".join(sorted(names)) + r')"')
    # The specification names the exchange of a request that names none; it is a setting, too.
    allowed = ("proto/request/parse_request.h", "daemon/scand/config/setting_table.cc")
    for path, text in texts:
        if path in allowed:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if quoted.search(line.split("//")[0]):
                yield f"{path}:{number}: an exchange's name outside its descriptor"


def check_twins(root, texts):
    tests = {path.name for path in (root / "tests").rglob("*_test.*")}
    logic = [path for path, _ in texts if path.endswith(".cc") and not NO_TWIN.search(path)]
    alone = [path for path in logic if pathlib.Path(path).stem + "_test.cc" not in tests]
    share = 1 - len(alone) / max(1, len(logic))
    if share < TWINS_MIN:
        yield f"only {share:.0%} of {len(logic)} sources have a test of their name: " + ", ".join(alone)


def check_test_sizes(root):
    for path in sorted((root / "tests").rglob("*")):
        if path.suffix in (".h", ".cc", ".py", ".js") and "node_modules" not in path.parts:
            lines = path.read_text().count("\n")
            if lines > 400:
                yield f"{path.relative_to(root)}: {lines} lines of test in one file"


def check_docs_links(root):
    for page in [*root.glob("*.md"), *root.glob("*/*.md"), *root.glob("*/*/*.md")]:
        if "build" in page.parts or "node_modules" in page.parts:
            continue
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            if not (page.parent / target).exists():
                yield f"{page.relative_to(root)}: links to {target}, which is not there"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    if root.is_file():
        root = root.parents[2]
    texts = list(sources(root))
    breaches = []
    for path, text in texts:
        for check in (check_size, check_banned, check_includes):
            breaches += check(path, text)
    breaches += check_exchange_names(root, texts)
    breaches += check_twins(root, texts)
    breaches += check_test_sizes(root)
    breaches += check_docs_links(root)
    print("\n".join(breaches) if breaches else f"{len(texts)} sources: in order")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
