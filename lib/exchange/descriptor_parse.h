#pragma once
// The entry to parsing: from the text of a descriptor file to a Descriptor. Pure.
//
//   descriptor_parse      the top level, buckets
//   error_rules_parse     `errors`
//   route_parse           `markets`: intervals and routes
//   column_parse          columns and conditions

#include <string_view>
#include <vector>

#include "lib/base/result.h"
#include "lib/exchange/descriptor.h"

namespace scand::lib::exchange {

// `file` is the name to use in errors. Every fault is reported with its line and key, an unknown
// key with the known key that looks most like it. Whether the parts fit together is checked by
// descriptor_check.h.
[[nodiscard]] base::Result<Descriptor, std::vector<DescriptorError>> parse_descriptor(
    std::string_view file, std::string_view text);

}  // namespace scand::lib::exchange
