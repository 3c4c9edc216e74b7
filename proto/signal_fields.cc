#include "proto/signal_fields.h"

#include <string>

#include "proto/iso_time.h"

namespace scand::proto {
namespace {

// A row with its computed texts. A shape's fields are visited twice, once to count and once to
// write, so the texts are made once in advance.
struct PreparedRow {
  const Signal& signal;
  std::string_view timeframe;
  std::string id = signal_id(signal);
  std::string timestamp = iso_time(signal.candle_close_ms);
};

}  // namespace

template <>
struct Shape<PreparedRow> {
  static void fields(const PreparedRow& self, auto&& f) {
    const Signal& signal = self.signal;
    const Analysis& analysis = signal.analysis;
    f.field("id", self.id);
    f.field("symbol", signal.symbol);
    f.field("exchange", signal.exchange);
    f.field("timeframe", self.timeframe.empty() ? name(signal.interval) : self.timeframe);
    f.field("interval", signal.interval);
    f.field("signal", analysis.side);
    f.field("label", analysis.label);
    f.field("strength", analysis.strength);
    f.field("price", signal.price);
    f.field("change", signal.change);
    f.field("volume", signal.volume);
    f.field("timestamp", self.timestamp);
    f.field("gap_ratio", signal.gap_ratio);
    f.field("indicators", analysis.indicators);
    f.maybe("advanced", analysis.advanced);
    f.maybe("risk_reward", analysis.risk_reward);
    f.maybe("market_regime", analysis.market_regime);
    f.field("reasons", analysis.reasons);
  }
};

void write(Writer& out, const SignalRow& row) {
  write<PreparedRow>(out, {row.signal, row.timeframe});
}

void write(Writer& out, const SignalRows& rows) {
  out.begin_array(rows.signals.size());
  for (const Signal& signal : rows.signals)
    write<PreparedRow>(out, {signal, rows.timeframe});
}

void put(Writer& out, const SignalRows& rows) {
  write(out, rows);
}

}  // namespace scand::proto
