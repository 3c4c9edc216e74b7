#pragma once
// Where this checkout stands. In one compiled file, so that the others are the same in every
// checkout and a compiler cache serves them all.

#include <string>

namespace scand::test {

// Absolute, without a slash at its end.
[[nodiscard]] const std::string& source_dir();

}  // namespace scand::test
