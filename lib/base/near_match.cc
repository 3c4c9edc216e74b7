#include "lib/base/near_match.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "lib/base/text.h"

namespace scand::base {
namespace {

constexpr std::size_t kWordMax = 128;  // a longer word is no misspelling of a name

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = ascii_lower(a[i - 1]) == ascii_lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0u : 1u)});
      if (i > 1 && j > 1 && ascii_lower(a[i - 1]) == ascii_lower(b[j - 2]) &&
          ascii_lower(a[i - 2]) == ascii_lower(b[j - 1]))
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t best_distance = kWordMax;
  if (word.size() > kWordMax) return best;
  for (const auto candidate : candidates) {
    const auto distance = edit_distance(word, candidate);
    const auto bound = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3);
    if (distance > bound || distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  const auto match = nearest(word, candidates);
  return match.empty() ? std::string() : "; did you mean '" + std::string(match) + "'?";
}

}  // namespace scand::base
