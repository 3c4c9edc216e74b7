#pragma once
// From a score to the words of a signal.

#include <string_view>

#include "lib/signal/config.h"
#include "proto/signal.h"

namespace scand::lib::signal {

struct Verdict {
  proto::Side side = proto::Side::hold;
  std::string_view label;  // "Strong Buy" ... "Neutral"; static storage
  int strength = 0;        // round(|s|), half away from zero, whatever the side
};

// Side and label are decided on the unrounded |s|.
[[nodiscard]] Verdict classify(double s, const Thresholds& thresholds);

}  // namespace scand::lib::signal
