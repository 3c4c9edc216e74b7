#!/usr/bin/env python3
"""Measures the shape of the sources: sizes, types, comments, includes, functions, rooms.

    tests/tidy/figures.py [ROOT]

It judges nothing: tidy.py does. Lines include blank ones and comments.
"""
import collections
import pathlib
import re
import statistics
import sys

import tidy
from cpp_source import functions_in, types_in


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def lines_of(files):
    return sum(text.count("\n") for _, text in files)


def comment_share(texts):
    """Lines that are comment alone, of all lines that are not blank."""
    lines = [line.lstrip() for _, text in texts for line in text.splitlines() if line.strip()]
    return sum(line.startswith(("//", "/*")) for line in lines) / max(1, len(lines))


def include_graph(texts):
    known = {path for path, _ in texts}
    return {path: [include for include in re.findall(r'^#include "([^"]+)"', text, re.M)
                   if include in known] for path, text in texts}


def unit_graph(graph):
    """The same between units: what a reader must know to understand header and source."""
    units = {}
    for path, includes in graph.items():
        stem = path.rpartition(".")[0]
        seen = units.setdefault(stem, [])
        for other in (include.rpartition(".")[0] for include in includes):
            if other != stem and other not in seen:
                seen.append(other)
    return units


def cycles_in(graph):
    """Groups of files that include each other, by Tarjan's algorithm without recursion."""
    index, low, on_stack, stack, groups = {}, {}, set(), [], []
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(graph[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, rest = work[-1]
            for following in rest:
                if following not in index:
                    index[following] = low[following] = len(index)
                    stack.append(following)
                    on_stack.add(following)
                    work.append((following, iter(graph[following])))
                    break
                if following in on_stack:
                    low[node] = min(low[node], index[following])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    group = []
                    while not group or group[-1] != node:
                        group.append(stack.pop())
                        on_stack.discard(group[-1])
                    if len(group) > 1 or node in graph[node]:
                        groups.append(sorted(group))
    return groups


def longest_chain(graph):
    """The longest path of includes. Call it only on a graph without cycles."""
    best = {}

    def chain_from(path):
        if path not in best:
            best[path] = [path] + max((chain_from(after) for after in graph[path]),
                                      key=len, default=[])
        return best[path]

    return max((chain_from(path) for path in graph), key=len, default=[])


def print_rooms(texts):
    rooms = collections.defaultdict(list)
    for path, text in texts:
        rooms[tidy.folder_of(path)].append((path, text))
    print(f"\n{'room':24} {'files':>5} {'lines':>6} {'median':>6} {'comments':>8} {'small units':>11}")
    for room, files in sorted(rooms.items()):
        lines = [text.count("\n") for _, text in files]
        small = sum(lines_of(unit) < tidy.UNIT_LINES_MIN for unit in tidy.units(files).values())
        print(f"{room:24} {len(lines):5} {sum(lines):6} {statistics.median(lines):6.0f} "
              f"{comment_share(files):8.1%} {small:11}")


def print_figures(root):
    texts = list(tidy.sources(root))
    lines = [text.count("\n") for _, text in texts]
    units = [lines_of(files) for files in tidy.units(texts).values()]
    graph = include_graph(texts)
    cycles = cycles_in(graph)
    unit_cycles = cycles_in(unit_graph(graph))
    against = [breach for path, text in texts for breach in tidy.check_includes(path, text)
               if "against the grain" in breach]
    long = [(count, f"{path}:{line}: {name}") for path, text in texts
            for name, line, count in functions_in(text) if count > tidy.FUNCTION_LINES_MAX]
    total = max(1, sum(lines))
    rows = [
        ("files", len(lines)),
        ("lines", sum(lines)),
        ("lines per file, median", percentile(lines, 0.5)),
        ("lines per file, p90", percentile(lines, 0.9)),
        (f"files under {tidy.UNIT_LINES_MIN} lines",
         sum(count < tidy.UNIT_LINES_MIN for count in lines)),
        (f"files over {tidy.FILE_LINES_MAX} lines",
         sum(count > tidy.FILE_LINES_MAX for count in lines)),
        ("units (header and source)", len(units)),
        ("lines per unit, median", percentile(units, 0.5)),
        (f"units under {tidy.UNIT_LINES_MIN} lines",
         sum(count < tidy.UNIT_LINES_MIN for count in units)),
        ("types per 1,000 lines", f"{1000 * sum(types_in(t) for _, t in texts) / total:.1f}"),
        ("comment lines, of those not blank", f"{comment_share(texts):.1%}"),
        ("include cycles", len(cycles)),
        ("include cycles between units", len(unit_cycles)),
        ("longest include chain", "-" if cycles else len(longest_chain(graph))),
        ("includes against the grain", len(against)),
        (f"functions over {tidy.FUNCTION_LINES_MAX} lines", len(long)),
    ]
    for name, value in rows:
        print(f"{name:34} {value:>8}")
    for group in cycles + unit_cycles:
        print("cycle: " + ", ".join(group))
    for breach in against:
        print(breach)
    for count, place in sorted(long, reverse=True):
        print(f"{place}: {count} lines")
    print_rooms(texts)


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve()
    print_figures(pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else here.parents[2])
