#pragma once
// A look at a YAML text before anything is built from it: how much it holds, aliases followed, and
// whether it ends. Bounded in time and memory by the length of the text.
//
// yaml-cpp by itself has no such bound: LoadAll reads a lone ',' as documents without end.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/scand/config/config_file.h"

namespace scand::daemon {

inline constexpr std::size_t kYamlNodesMax = 20'000;  // what an alias stands for counts each time
inline constexpr std::size_t kYamlAliasesMax = 1'000;

struct YamlRefusal {
  FilePlace place;
  std::string message;
};

// Why the text is not to be read; nullopt: it is one document within the bounds, or none.
[[nodiscard]] std::optional<YamlRefusal> refuse_yaml(std::string_view text);

}  // namespace scand::daemon
