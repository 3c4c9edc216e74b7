#pragma once
// Reads chosen values out of a JSON body in one forward pass each, without building a tree. Made
// for bytes from outside: whatever they are, the answer is a value. One reader belongs to one
// thread and keeps its buffers between bodies.

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/result.h"
#include "lib/exchange/json_path.h"

namespace scand::lib::exchange {

// One value. `text`: a string's content, else the token as it stands; for arrays and objects empty.
struct Token {
  enum class Kind : unsigned char { absent, null, boolean, number, string, array, object };
  Kind kind = Kind::absent;
  bool empty = false;  // of a string, an array or an object
  std::string_view text;

  [[nodiscard]] bool missing() const { return kind == Kind::absent || kind == Kind::null; }
  [[nodiscard]] bool scalar() const {
    return kind == Kind::string || kind == Kind::number || kind == Kind::boolean;
  }
};

// The values wanted of one object or array: a tree of steps; slot i is the i-th added path.
class PathSet {
 public:
  PathSet() : nodes_(1) {}
  // Steps from the starting point; `from` is not looked at. Equal steps share a slot.
  std::size_t add(const std::vector<std::string>& steps);
  [[nodiscard]] std::size_t size() const { return slots_; }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  struct Node {
    std::string step;
    std::size_t index = kNone;  // the step as an array index; kNone: not one
    std::size_t slot = kNone;
    std::vector<std::size_t> children;
  };
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }  // the first is the root

 private:
  std::vector<Node> nodes_;
  std::size_t slots_ = 0;
};

class JsonReader {
 public:
  // What is wrong with the body, in a few words.
  using Status = base::Status<std::string>;
  using RowSink = std::function<void(std::string_view key, std::span<const Token> tokens)>;
  using CellSink = std::function<void(std::size_t slot, const Token& token)>;

  JsonReader();
  ~JsonReader();
  JsonReader(JsonReader&&) noexcept;
  JsonReader& operator=(JsonReader&&) noexcept;

  // Copies the body. Everything below is about the body loaded last; tokens are valid until the
  // next call of any function.
  [[nodiscard]] Status load(std::string_view body);
  // Fills tokens[slot] for every path from the root. What is not there is absent.
  [[nodiscard]] Status read(const PathSet& paths, std::span<Token> tokens);
  // Every row at `rows`: an array's elements, or one object alone; with `map`, an object's values
  // with their keys. Fails when there is no such place.
  [[nodiscard]] Status each_row(const Path& rows, bool map, const PathSet& paths,
                                const RowSink& sink);
  // The arrays of the object at `place`: every element of every array that is the value of a path
  // with one step. Fails when there is no such object.
  [[nodiscard]] Status each_cell(const Path& place, const PathSet& paths, const CellSink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scand::lib::exchange
