#pragma once
// A row of `signals`, as clients read it.

#include <span>
#include <string_view>

#include "proto/encoding/writer.h"
#include "proto/signal.h"

namespace scand::proto {

// A signal in the words of one job: `timeframe` is echoed as that job named it ("medium", "1h");
// empty: the interval's own name.
struct SignalRow {
  const Signal& signal;
  std::string_view timeframe;
};

// The array of them.
struct SignalRows {
  std::span<const Signal> signals;
  std::string_view timeframe;
};

void write(Writer& out, const SignalRow& row);
void write(Writer& out, const SignalRows& rows);
// So that a shape can have rows as a field.
inline void put(Writer& out, const SignalRows& rows) {
  write(out, rows);
}

}  // namespace scand::proto
