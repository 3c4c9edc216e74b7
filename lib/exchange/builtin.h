#pragma once
// The descriptor files that are compiled in. The definition is generated from descriptors/*.yaml.

#include <span>
#include <string_view>

namespace scand::lib::exchange {

struct EmbeddedFile {
  std::string_view name;  // "<id>.yaml"
  std::string_view text;
};

// By name.
[[nodiscard]] std::span<const EmbeddedFile> builtin_descriptors();

}  // namespace scand::lib::exchange
