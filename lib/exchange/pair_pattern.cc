#include "lib/exchange/pair_pattern.h"

#include <algorithm>
#include <cstddef>

namespace scand::lib::exchange {
namespace {

constexpr std::string_view kBase = "{base}";
constexpr std::string_view kQuote = "{quote}";

struct Parts {
  std::string_view before, between, after;
  bool base_first = true;
};

std::optional<Parts> split(std::string_view pattern) {
  const std::size_t base = pattern.find(kBase);
  const std::size_t quote = pattern.find(kQuote);
  if (base == std::string_view::npos || quote == std::string_view::npos) return std::nullopt;
  Parts parts;
  parts.base_first = base < quote;
  const std::size_t first_end = parts.base_first ? base + kBase.size() : quote + kQuote.size();
  const std::size_t second = std::max(base, quote);
  const std::size_t second_end = parts.base_first ? quote + kQuote.size() : base + kBase.size();
  parts.before = pattern.substr(0, std::min(base, quote));
  parts.between = pattern.substr(first_end, second - first_end);
  parts.after = pattern.substr(second_end);
  return parts;
}

}  // namespace

bool valid_pair_pattern(std::string_view pattern) {
  const auto parts = split(pattern);
  if (!parts || parts->between.empty()) return false;
  for (const std::string_view part : {parts->before, parts->between, parts->after})
    if (part.find_first_of("{}") != std::string_view::npos) return false;
  return true;
}

std::optional<Pair> match_pair(std::string_view pattern, std::string_view text) {
  const auto parts = split(pattern);
  if (!parts || !text.starts_with(parts->before)) return std::nullopt;
  text.remove_prefix(parts->before.size());
  if (!text.ends_with(parts->after)) return std::nullopt;
  text.remove_suffix(parts->after.size());
  const std::size_t at = text.rfind(parts->between);
  if (at == std::string_view::npos) return std::nullopt;
  std::string first(text.substr(0, at));
  std::string second(text.substr(at + parts->between.size()));
  if (first.empty() || second.empty()) return std::nullopt;
  if (parts->base_first) return Pair{std::move(first), std::move(second)};
  return Pair{std::move(second), std::move(first)};
}

}  // namespace scand::lib::exchange
