#include "proto/codec_signal.h"

#include "proto/encoding/shape.h"
#include "proto/iso_time.h"
#include "proto/signal_shape.h"

namespace scand::proto {

namespace {

// With what is made for it, once: a shape's fields are asked for twice, to be counted and written.
struct MadeRow {
  const Signal& signal;
  std::string_view timeframe;
  std::string id = signal_id(signal);
  std::string timestamp = iso_time(signal.candle_close_ms);
};

}  // namespace

template <>
struct Shape<MadeRow> {
  static void fields(const MadeRow& self, auto&& f) {
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
  write<MadeRow>(out, {row.signal, row.timeframe});
}

void write(Writer& out, const SignalRows& rows) {
  out.begin_array(rows.signals.size());
  for (const Signal& signal : rows.signals)
    write<MadeRow>(out, {signal, rows.timeframe});
}

}  // namespace scand::proto
