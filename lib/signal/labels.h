#pragma once
// From numbers to the words that users read: BUY, "Strong Buy", "bullish". Pure.

#include <string_view>

#include "lib/signal/config.h"
#include "proto/signal.h"

namespace scand::lib::signal {

struct Verdict {
  proto::Side side = proto::Side::hold;
  std::string_view label;  // "Strong Buy" ... "Neutral"; static storage
  int strength = 0;        // round(|s|), halves away from zero, whatever the side
};

// What a score in [-100, 100] means. Side and label follow from the unrounded |s|: a score of 19.9
// is HOLD although its strength is 20.
[[nodiscard]] Verdict classify(double s, const Thresholds& thresholds);

// Fills the words `macd`, `ema` and `volume` of `shown` from the numbers beside them and the last
// close. A word stays empty when its number is absent or leans neither way.
void add_words(proto::Indicators& shown, double close);

}  // namespace scand::lib::signal
