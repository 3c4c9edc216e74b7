#!/usr/bin/env python3
"""The house rules that a machine can check. Prints one line per breach and fails if there is any.

    tests/tidy/tidy.py [ROOT]

tidy_test.py breaks each rule once; figures.py measures what no rule can decide.
"""
import pathlib
import re
import sys

from cpp_source import functions_in

HOUSES = ("lib", "proto", "broker", "daemon")

# A unit is a header with its source: what a reader opens together.
UNIT_LINES_MIN = 40
FILE_LINES_MAX = 300
FILE_LINES_NEVER = 400
TEST_LINES_MAX = 400
FUNCTION_LINES_MAX = 70  # it fits on a screen
# A reason or a test's place stands where a reader sees it at once.
TOP_LINES = 15

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
# The header of one class that is made of Asio's and Beast's parts; only its own sources include it.
HEAVY_ALLOWED = ("daemon/http/connection.h",)

# What a folder may include. An entry is "dir/**" (everything below), "dir/*" (only what stands in
# it) or one file; "!" before an entry takes it away again. A folder that is not listed has its
# parent's row.
BASE = "lib/base/**"
INCLUDES = {
    "lib": ("lib/**", "proto/**"),
    "lib/base": (BASE,),
    "proto": ("proto/*", "proto/encoding/**", BASE),
    "proto/encoding": ("proto/encoding/**", BASE),
    "proto/request": ("proto/**", BASE),
    "broker": ("broker/**", "proto/**", BASE),
    # The core is a pure machine: no thread and no shared state, so no header that serves them.
    "broker/core": ("broker/core/**", "proto/**", BASE, "!lib/base/mailbox.h",
                    "!lib/base/thread_name.h", "!lib/base/guarded.h", "!lib/base/poll_fds.h"),
    "broker/mail": ("broker/mail/**", "broker/core/**", "proto/**", BASE),
    "broker/wire": ("broker/wire/**", BASE),
    "broker/journal": ("broker/journal/**", "broker/mail/**", "broker/core/**", "proto/**", BASE),
    "broker/security": ("broker/security/**", "broker/wire/**", "proto/**", BASE),
    "broker/workers": ("broker/workers/**", "broker/core/**", "broker/wire/**", "proto/**", BASE),
    "broker/results": ("broker/results/**", "broker/mail/**", "broker/core/**", "broker/wire/**",
                       "proto/**", BASE),
    "broker/front": ("broker/front/**", "broker/mail/**", "broker/core/**", "broker/wire/**",
                     "broker/security/**", "proto/**", BASE),
    "broker/client": ("broker/client/**", "broker/wire/**", "proto/**", BASE),
    "daemon": ("daemon/**", "broker/**", "lib/**", "proto/**"),
    "daemon/http": ("daemon/http/**", BASE),
    "daemon/metrics": ("daemon/metrics/**", "broker/results/**", "lib/**", "proto/**"),
    "daemon/scand/config": ("daemon/scand/config/**", "lib/signal/**", "proto/**", BASE),
    "daemon/scand/log": ("daemon/scand/log/**", "daemon/failure_text.h", "broker/results/**",
                         "proto/**", BASE),
}
# What a pure folder must not even mention: threads, locks, and clocks to read.
PURE = {
    "broker/core": re.compile(
        r"#include <(thread|mutex|shared_mutex|condition_variable|atomic)>"
        r"|\bClock\b|[.>](mono|wall)\(\)"),
}


def folder_of(path):
    return path.rpartition("/")[0]


def nearest(table, path):
    """The row of the folder that `path` is in, or of the nearest one above it."""
    folder = folder_of(path)
    while folder and folder not in table:
        folder = folder_of(folder)
    return table.get(folder)


def covers(entry, path):
    if entry.endswith("/**"):
        return path.startswith(entry[:-2])
    if entry.endswith("/*"):
        return folder_of(path) == entry[:-2]
    return path == entry


def may_include(row, include):
    taken = any(covers(entry[1:], include) for entry in row if entry.startswith("!"))
    return not taken and any(covers(entry, include) for entry in row)


def top_of(text):
    return "\n".join(text.splitlines()[:TOP_LINES])


def sources(root):
    for house in HOUSES:
        for path in sorted((root / house).rglob("*")):
            if path.suffix in (".h", ".cc"):
                yield path.relative_to(root).as_posix(), path.read_text()


def units(texts):
    """Header and source of one stem, by that stem's path."""
    by_stem = {}
    for path, text in texts:
        by_stem.setdefault(path.rpartition(".")[0], []).append((path, text))
    return by_stem


def check_sizes(texts):
    for stem, files in units(texts).items():
        total = sum(text.count("\n") for _, text in files)
        if total < UNIT_LINES_MIN and not any("// Small: " in top_of(text) for _, text in files):
            yield (f"{files[0][0]}: {total} lines, with its source; merge it or say why near the "
                   "top: '// Small: ...'")
        for path, text in files:
            lines = text.count("\n")
            if lines > FILE_LINES_NEVER:
                yield f"{path}: {lines} lines; no file has more than {FILE_LINES_NEVER}"
            elif lines > FILE_LINES_MAX and "// Long: " not in top_of(text):
                yield f"{path}: {lines} lines; split it or say why near the top: '// Long: ...'"


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
        if HEAVY.search(text) and path not in HEAVY_ALLOWED:
            yield f"{path}: a heavy header is included; keep it in the .cc"
    own = path[:-3] + ".h"
    if path.endswith(".cc") and own in includes and includes[0] != own:
        yield f"{path}: its own header comes first, so that the header is known to stand alone"
    row = nearest(INCLUDES, path)
    for include in includes:
        if include.startswith(tuple(house + "/" for house in HOUSES)):
            if not may_include(row, include):
                yield f"{path}: includes {include}, against the grain"


def check_functions(path, text):
    for name, line, lines in functions_in(text):
        if lines > FUNCTION_LINES_MAX:
            yield f"{path}:{line}: {name} has {lines} lines; a function has at most {FUNCTION_LINES_MAX}"


def check_purity(path, text):
    pattern = nearest(PURE, path)
    if pattern is None:
        return
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.search(line.split("//")[0]):
            yield f"{path}:{number}: the core is pure: no threads, no locks, no clock to read"


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
    tests = {path.name.split(".")[0] for path in (root / "tests").rglob("*_test.*")}
    for path, text in texts:
        if not path.endswith(".cc"):
            continue
        named = re.findall(r"// Tested by (tests/[\w./-]*\w)", top_of(text))
        for place in named:
            if not (root / place).exists():
                yield f"{path}: is tested by {place}, which is not there"
        if not named and pathlib.Path(path).stem + "_test" not in tests:
            yield f"{path}: has no test of its name and no line '// Tested by tests/...'"


def check_readmes(root, texts):
    for folder in sorted({folder_of(path) for path, _ in texts}):
        if not (root / folder / "README.md").exists():
            yield f"{folder}: has no README.md that says what is behind this door"


def check_test_sizes(root):
    for path in sorted((root / "tests").rglob("*")):
        if path.suffix in (".h", ".cc", ".py", ".js") and "node_modules" not in path.parts:
            lines = path.read_text().count("\n")
            if lines > TEST_LINES_MAX:
                yield f"{path.relative_to(root)}: {lines} lines of test in one file"


def check_docs_links(root):
    for page in sorted(root.rglob("*.md")):
        if {"build", "node_modules"} & set(page.relative_to(root).parts):
            continue
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            if not (page.parent / target).exists():
                yield f"{page.relative_to(root)}: links to {target}, which is not there"


def breaches_of(root):
    texts = list(sources(root))
    breaches = []
    for path, text in texts:
        for check in (check_banned, check_includes, check_purity, check_functions):
            breaches += check(path, text)
    breaches += check_sizes(texts)
    breaches += check_exchange_names(root, texts)
    breaches += check_twins(root, texts)
    breaches += check_readmes(root, texts)
    breaches += check_test_sizes(root)
    breaches += check_docs_links(root)
    return breaches, len(texts)


def main():
    here = pathlib.Path(__file__).resolve()
    root = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else here.parents[2]
    breaches, count = breaches_of(root)
    print("\n".join(breaches) if breaches else f"{count} sources: in order")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
