#pragma once
// A result as people read it. The same for a result that was just made and one that is fetched.

#include <string>

#include "proto/encoding/value.h"

namespace scand::daemon {

// The signals, one a line; a sentence when there are none.
[[nodiscard]] std::string signals_view(const proto::Value& result, bool colour);
// One line an exchange: where its time went, what it found, why it failed.
[[nodiscard]] std::string exchanges_view(const proto::Value& result, bool colour);
// What the whole took: parallel against sequential, or the stages of a single scan; and the status.
[[nodiscard]] std::string performance_view(const proto::Value& result, bool colour);
// All three.
[[nodiscard]] std::string result_view(const proto::Value& result, bool colour);

}  // namespace scand::daemon
