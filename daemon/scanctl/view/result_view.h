#pragma once
// Renders a result for people, whether the job has just ended or its result was fetched later.

#include <string>

#include "proto/encoding/value.h"

namespace scand::daemon {

// A table of the signals, or a sentence if there are none.
[[nodiscard]] std::string signals_view(const proto::Value& result, bool colour);
// A table of the exchanges: where their time went, what they found, why they failed.
[[nodiscard]] std::string exchanges_view(const proto::Value& result, bool colour);
// The status, and the durations: parallel against sequential, or the stages of a single scan.
[[nodiscard]] std::string performance_view(const proto::Value& result, bool colour);
// All three, one below the other.
[[nodiscard]] std::string result_view(const proto::Value& result, bool colour);

}  // namespace scand::daemon
