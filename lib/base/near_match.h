#pragma once
// "Did you mean ...?": the known name that is nearest to a misspelt one. Pure.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace scand::base {

// Damerau-Levenshtein distance (optimal string alignment), ignoring the case of ASCII letters: how
// many insertions, deletions, replacements and swaps of neighbours it takes. Costs |a|·|b| steps,
// so it is for short texts.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest candidate; the first of equally near ones. Empty when none is near enough to be what
// was meant, i.e. when more than a third of the longer name differs.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> candidates);

// The end of an error message: "; did you mean 'x'?", or empty.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> candidates);

}  // namespace scand::base
