#pragma once
// The descriptor files that are compiled in. embed.cmake generates the definition from
// descriptors/*.yaml at build time. Any thread.
// Small: the interface to generated code.

#include <span>
#include <string_view>

namespace scand::lib::exchange {

struct EmbeddedFile {
  std::string_view name;  // "<id>.yaml"
  std::string_view text;
};

// Sorted by name.
[[nodiscard]] std::span<const EmbeddedFile> builtin_descriptors();

}  // namespace scand::lib::exchange
