#pragma once
// Text with placeholders: "{id}", "{start_s}", "{before_ms-1}". A placeholder is a name and, for
// numbers, a whole number added to or taken from it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace scand::lib::exchange {

struct Placeholder {
  std::string name;
  std::int64_t plus = 0;
  friend bool operator==(const Placeholder&, const Placeholder&) = default;
};
using Piece = std::variant<std::string, Placeholder>;

// nullopt when braces do not match or a placeholder is malformed.
[[nodiscard]] std::optional<std::vector<Piece>> split_placeholders(std::string_view text);

// Percent-encodes everything but letters, digits and "-._~".
[[nodiscard]] std::string url_encode(std::string_view text);

}  // namespace scand::lib::exchange
