#pragma once
// A YAML text as a plain tree that remembers its lines, so that a fault can be shown where it is.

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

// Anchors are followed. Refused: what is not YAML, keys that are not plain or come twice, trees of
// more than 20,000 nodes or 32 levels.
[[nodiscard]] base::Result<YamlNode, YamlFault> parse_yaml(std::string_view text);

}  // namespace scand::lib::exchange
