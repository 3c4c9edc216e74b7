"""What a run of ctest skipped, by reason, so that a green run without data does not look like a whole one.

    tests/skips.py build/dev/Testing/Temporary/LastTest.log

Knows the skips of GoogleTest, of unittest -v, and a line "SKIPPED: why" of anything else.
"""
import ast
import pathlib
import re
import sys
from collections import defaultdict

PROGRAM = re.compile(r"\d+/\d+ Test: (\S+)")
GTEST_REASON = re.compile(r"\S+:\d+: Skipped$")
GTEST_END = re.compile(r"\[  SKIPPED \] (\S+) \(\d+ ms\)$")
UNITTEST_NAME = re.compile(r"(\w+) \([\w.]+\)")
UNITTEST_END = re.compile(r"skipped (['\"].*['\"])$")
OTHER = re.compile(r"SKIPPED: (.*)$")


def skips_in(log):
    """(reason, test) in the order of the log."""
    program = name = ""
    reason = None  # lines, while they are GoogleTest's
    for line in log.splitlines():
        if found := PROGRAM.match(line):
            program, name, reason = found.group(1), "", None
        elif GTEST_REASON.match(line):
            reason = []
        elif found := GTEST_END.match(line):
            yield " ".join(filter(None, reason or [])) or "no reason given", f"{program}: {found.group(1)}"
            reason = None
        elif reason is not None:
            reason.append(line.strip())
        elif found := OTHER.match(line):
            yield found.group(1), program
        else:
            # A docstring can stand between the name and what became of it.
            if found := UNITTEST_NAME.match(line):
                name = found.group(1)
            if found := UNITTEST_END.search(line):
                yield ast.literal_eval(found.group(1)), f"{program}: {name}"


def report(log):
    tests = defaultdict(list)
    for reason, test in skips_in(log):
        tests[reason].append(test)
    if not tests:
        return "no test was skipped"
    count = sum(map(len, tests.values()))
    lines = ["1 test was skipped:" if count == 1 else f"{count} tests were skipped:"]
    for reason, skipped in tests.items():
        lines += [f"  {reason}"] + [f"    {test}" for test in skipped]
    return "\n".join(lines)


if __name__ == "__main__":
    path = pathlib.Path(sys.argv[1])
    print(report(path.read_text(errors="replace")) if path.exists() else "no test was run")
