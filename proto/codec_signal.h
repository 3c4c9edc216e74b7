#pragma once
// A row of `signals`, as clients read it.

#include <string_view>

#include "proto/signal.h"
#include "proto/writer.h"

namespace scand::proto {

// A signal in the words of one job: `timeframe` is echoed as that job named it ("medium", "1h").
struct SignalRow {
  const Signal& signal;
  std::string_view timeframe;
};

void write(Writer& out, const SignalRow& row);

}  // namespace scand::proto
