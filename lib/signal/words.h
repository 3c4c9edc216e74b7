#pragma once
// The indicators that are told as a word.

#include "proto/signal.h"

namespace scand::lib::signal {

// Fills macd, ema and volume from the numbers beside them and the last close. A word is left empty
// when its number is absent or says neither.
void add_words(proto::Indicators& shown, double close);

}  // namespace scand::lib::signal
