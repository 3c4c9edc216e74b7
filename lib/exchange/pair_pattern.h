#pragma once
// Splits one text into base and quote by a pattern such as "{base}-{quote}-SWAP" or
// "{quote}-{base}". Pure.

#include <optional>
#include <string>
#include <string_view>

namespace scand::lib::exchange {

struct Pair {
  std::string base, quote;
  friend bool operator==(const Pair&, const Pair&) = default;
};

// True when the pattern names base and quote once each, with something between them.
[[nodiscard]] bool valid_pair_pattern(std::string_view pattern);

// nullopt when `text` does not have that form. Where the separator occurs several times, the last
// one counts. The pattern must be valid.
[[nodiscard]] std::optional<Pair> match_pair(std::string_view pattern, std::string_view text);

}  // namespace scand::lib::exchange
