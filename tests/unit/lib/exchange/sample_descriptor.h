#pragma once
// A small made-up exchange for tests: complete, so that parts of it can be broken one by one.

#include <string>
#include <vector>

#include "lib/exchange/descriptor.h"

namespace scand::lib::exchange {

// The file's text. "sampleex" has spot alone.
[[nodiscard]] const std::string& sample_text();
// The same with `from` replaced by `to` once; fails the test when `from` is not in it.
[[nodiscard]] std::string sample_text_with(const std::string& from, const std::string& to);

// Parses and checks; fails the test when there is a fault.
[[nodiscard]] Descriptor sample_descriptor();
[[nodiscard]] Descriptor descriptor_of(const std::string& text);
// The faults of parsing, else of checking, as describe() writes them.
[[nodiscard]] std::vector<std::string> faults_of(const std::string& text);

}  // namespace scand::lib::exchange
