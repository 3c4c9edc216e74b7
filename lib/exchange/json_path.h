#pragma once
// Where a value is inside a JSON body: steps from a starting point, each an object's key or an
// array's index. Written "a/b/0" from a row, "/a/b" from the body's root, "$key" for the key of a
// row that is a map's value. In the place of rows, a step "*" is the first member that is an array
// or an object.

#include <string>
#include <string_view>
#include <vector>

namespace scand::lib::exchange {

struct Path {
  enum class From : unsigned char { row, root, key };
  From from = From::row;
  std::vector<std::string> steps;
  friend bool operator==(const Path&, const Path&) = default;
};

[[nodiscard]] Path parse_path(std::string_view text);
[[nodiscard]] std::string to_string(const Path& path);

}  // namespace scand::lib::exchange
