#pragma once
// YAML text as a plain tree that remembers line numbers, so that a fault can be reported with its
// line. It also keeps yaml-cpp's heavy headers out of the other files.

#include <string>
#include <string_view>
#include <vector>

#include "lib/base/result.h"

namespace scand::lib::exchange {

struct YamlField;

struct YamlNode {
  enum class Kind : unsigned char { null, scalar, list, map };
  Kind kind = Kind::null;
  int line = 0;  // from 1
  std::string scalar;
  std::vector<YamlNode> items;
  std::vector<YamlField> fields;
};

struct YamlField {
  std::string name;
  YamlNode value;
};

struct YamlFault {
  int line = 0;
  std::string message;
};

// Anchors and aliases are resolved. Refused: text that is not YAML, keys that are not plain or
// appear twice, trees of more than 20,000 nodes or 32 levels (aliases can make a small file huge).
[[nodiscard]] base::Result<YamlNode, YamlFault> parse_yaml(std::string_view text);

}  // namespace scand::lib::exchange
