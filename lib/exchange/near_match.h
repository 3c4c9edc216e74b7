#pragma once
// "Did you mean ...?"

#include <span>
#include <string>
#include <string_view>

namespace scand::lib::exchange {

// The known word that looks most like `word`; empty when none is near.
[[nodiscard]] std::string near_match(std::string_view word, std::span<const std::string> known);

}  // namespace scand::lib::exchange
