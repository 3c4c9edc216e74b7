#pragma once
// Counts what a YAML text holds before anything is built from it, and refuses one that is too much:
// aliases count as what they stand for. Time and memory are bounded by the length of the text.
//
// yaml-cpp has no such bound: LoadAll reads a lone ',' as documents without end.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/scand/config/config_fault.h"

namespace scand::daemon {

inline constexpr std::size_t kYamlNodesMax = 20'000;  // with what each alias stands for
inline constexpr std::size_t kYamlAliasesMax = 1'000;

struct YamlRefusal {
  FilePlace place;
  std::string message;
};

// Why the text must not be read. nullopt: it holds one document within the bounds, or none.
[[nodiscard]] std::optional<YamlRefusal> refuse_yaml(std::string_view text);

}  // namespace scand::daemon
