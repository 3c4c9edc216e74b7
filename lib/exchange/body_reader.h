#pragma once
// Reads chosen values out of a JSON body, each call in one forward pass, without building a tree
// (by simdjson's on-demand parser). Safe for any bytes: broken JSON is a Status, never an
// exception. One thread per reader; it keeps its buffers from body to body.

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

// One value. `text` is the content of a string, or the token itself for numbers, true, false and
// null; it is empty for arrays and objects.
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

class BodyReader {
 public:
  // The error says in a few words what is wrong with the body.
  using Status = base::Status<std::string>;
  using RowSink = std::function<void(std::string_view key, std::span<const Token> tokens)>;
  using CellSink = std::function<void(std::size_t slot, const Token& token)>;

  BodyReader();
  ~BodyReader();
  BodyReader(BodyReader&&) noexcept;
  BodyReader& operator=(BodyReader&&) noexcept;

  // Copies the body. All other functions are about the body that was loaded last. Tokens are valid
  // until the next call of any function.
  [[nodiscard]] Status load(std::string_view body);
  // Reads the paths from the root into tokens[slot]. A value that is not there is absent.
  [[nodiscard]] Status read(const PathSet& paths, std::span<Token> tokens);
  // Calls `sink` for every row at `rows`: each element of an array, or a single object; with `map`,
  // each value of an object, with its key. Fails when there is nothing at `rows`.
  [[nodiscard]] Status each_row(const Path& rows, bool map, const PathSet& paths,
                                const RowSink& sink);
  // For an object of parallel arrays at `place`: calls `sink` for every element of every array
  // whose key is a path of one step. Fails when there is no such object.
  [[nodiscard]] Status each_cell(const Path& place, const PathSet& paths, const CellSink& sink);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scand::lib::exchange
