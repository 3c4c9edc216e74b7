#pragma once
// Where values are inside a JSON body: one path, and a set of paths that are read together. Plain
// values.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scand::lib::exchange {

// Steps from a starting point; each step is an object's key or an array's index. Written "a/b/0"
// from a row, "/a/b" from the body's root, "$key" for the key of a row that is a map's value. In a
// path to the rows, the step "*" is the first member that is an array or an object.
struct Path {
  enum class From : unsigned char { row, root, key };
  From from = From::row;
  std::vector<std::string> steps;
  friend bool operator==(const Path&, const Path&) = default;
};

// Accepts any text; the descriptor's parser checks the steps.
[[nodiscard]] Path parse_path(std::string_view text);
[[nodiscard]] std::string to_string(const Path& path);

// The values that are wanted of one object or array, as a tree of steps, so that one pass over the
// JSON finds them all. Each added path gets a slot, counted from 0: the place of its value in the
// reader's output.
class PathSet {
 public:
  PathSet() : nodes_(1) {}
  // Adds the steps of a path and returns its slot. Equal steps share a slot.
  std::size_t add(const std::vector<std::string>& steps);
  [[nodiscard]] std::size_t size() const { return slots_; }  // slots

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  struct Node {
    std::string step;
    std::size_t index = kNone;  // the step as an array index; kNone: it is not a number
    std::size_t slot = kNone;   // kNone: nobody wants this value, only values below it
    std::vector<std::size_t> children;
  };
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }  // the first is the root

 private:
  std::vector<Node> nodes_;
  std::size_t slots_ = 0;
};

}  // namespace scand::lib::exchange
