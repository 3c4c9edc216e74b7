#pragma once
// Descriptor file -> Descriptor.

#include <string_view>
#include <vector>

#include "lib/base/result.h"
#include "lib/exchange/descriptor.h"

namespace scand::lib::exchange {

// `file` names the text in errors. Every fault is reported with its line and key, an unknown key
// with the known one that looks like it. Relations are descriptor_check's.
[[nodiscard]] base::Result<Descriptor, std::vector<DescriptorError>> parse_descriptor(
    std::string_view file, std::string_view text);

}  // namespace scand::lib::exchange
