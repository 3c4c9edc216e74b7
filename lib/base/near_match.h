#pragma once
// "Did you mean ...?": the known name that is nearest to a misspelt one.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace scand::base {

// Insertions, deletions, replacements and swaps of neighbours, letters' case apart.
// Costs |a|·|b| steps; meant for names, so keep both short.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest candidate, or empty when none is near enough to be what was meant (more than a third
// of the longer name is different). Ties go to the first.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> candidates);

// "; did you mean 'x'?", or empty.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> candidates);

}  // namespace scand::base
