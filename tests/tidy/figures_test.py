#!/usr/bin/env python3
"""The counting of figures.py and cpp_source.py, on examples small enough to count by hand."""
import unittest

import cpp_source
import figures

SOURCE = '''// A comment with { and class X {.
namespace a {
class Forward;
struct Point { int x = 0; };
enum class Kind : int { one, two };
template <class T>
class Box final : public Base<T> {
 public:
  explicit Box(T value) : value_{value}, more_(1) {
    if (value) {
      call("}");
    }
  }
  int get() const { return 1'000; }
};

const char* kText = R"(int f() {
)";

int twice(int x)
{
  const auto again = [&](int y) {
    return y;
  };
  return again(x) + again(x);
}
}  // namespace a
'''


class FiguresTest(unittest.TestCase):
    def test_types_are_definitions(self):
        self.assertEqual(cpp_source.types_in(SOURCE), 3)

    def test_functions_have_their_first_line_and_their_length(self):
        self.assertEqual(cpp_source.functions_in(SOURCE),
                         [("Box", 9, 5), ("get", 14, 1), ("twice", 20, 7)])

    def test_comment_share_leaves_out_blank_lines(self):
        self.assertEqual(figures.comment_share([("a.h", "// why\n\nint x;  // unit\nint y;\n\n")]), 1 / 3)

    def test_chains_and_cycles(self):
        graph = {"a": ["b", "c"], "b": ["c"], "c": [], "d": []}
        self.assertEqual(figures.longest_chain(graph), ["a", "b", "c"])
        self.assertEqual(figures.cycles_in(graph), [])
        graph["c"] = ["a"]
        self.assertEqual(figures.cycles_in(graph), [["a", "b", "c"]])

    def test_units_join_header_and_source(self):
        texts = [("r/a.h", ""), ("r/a.cc", '#include "r/a.h"\n#include "r/b.h"\n'),
                 ("r/b.h", '#include "r/a.h"\n')]
        graph = figures.include_graph(texts)
        self.assertEqual(figures.cycles_in(graph), [])
        self.assertEqual(figures.cycles_in(figures.unit_graph(graph)), [["r/a", "r/b"]])


if __name__ == "__main__":
    unittest.main()
