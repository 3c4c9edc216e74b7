#include "sample_descriptor.h"

#include <gtest/gtest.h>
#include <utility>

#include "lib/exchange/descriptor_check.h"
#include "lib/exchange/descriptor_parse.h"

namespace scand::lib::exchange {

const std::string& sample_text() {
  static const std::string kText = R"(id: sampleex
name: Sample
aliases: [sample]
base_url: https://api.sample.test
headers: {User-Agent: tester}
currencies: {XBT: BTC}
buckets:
  weight:
    limit: 100
    window: 10s
    used_header: X-Used
    remaining_header: X-Left
    limit_header: X-Limit
    reset_header: X-Reset
    reset_unit: s
    reset_is: time
  calls: {limit: 5, window: 1s}
errors:
  when: {code: {not: ["0", null]}}
  code: code
  text: msg
  holds: {rate_limited: 20s}
  rules:
    - {code: ["7"], kind: bad_symbol}
    - {code: ["8"], text: [slow, too fast], kind: rate_limited, hold: 3s}
    - {code: ["9"], kind: banned, time: {after: until, unit: s, is: time}}
    - {status: 403, kind: banned, hold: 10m}
    - {code: ["10"], kind: maintenance, hold: none}
markets:
  spot:
    intervals: {1m: "1", 1h: "60"}
    build: {2h: 1h}
    routes:
      markets:
        path: /markets
        query: {page: "{cursor}"}
        cost: {calls: 1}
        rows: /data/list
        cursor: /data/next
        columns: {id: name, base: base, quote: quote, contract_size: size}
        only: {kind: spot}
        active: {state: [on, 1]}
      tickers:
        path: /tickers
        cost: {weight: 40}
        rows: /data
        layout: map
        columns:
          id: $key
          last: last
          open: open
          change: {at: change, times: 100}
          base_volume: volumes/1
          quote_volume: [turnover, {at: volumes/1, times: last}]
          time: /ts
      candles:
        path: /candles/{id}
        query: {step: "{interval}", n: "{rows}", from: "{start_s-1}", to: "{before_ms}"}
        cost: {weight: {10: 1, 50: 2, more: 5}, calls: 1}
        rows_max: 100
        rows: /data/*
        columns: {time: 0, open: 1, high: 2, low: 3, close: 4, volume: [{at: 6}, {at: 5, unit: contracts}]}
        time_unit: s
        closed: {7: "yes"}
)";
  return kText;
}

std::string sample_text_with(const std::string& from, const std::string& to) {
  std::string text = sample_text();
  const auto at = text.find(from);
  if (at == std::string::npos)
    ADD_FAILURE() << "the sample does not hold: " << from;
  else
    text.replace(at, from.size(), to);
  return text;
}

Descriptor descriptor_of(const std::string& text) {
  auto parsed = parse_descriptor("sample.yaml", text);
  if (!parsed.ok()) {
    ADD_FAILURE() << describe(parsed.error().front());
    return {};
  }
  for (const DescriptorError& error : check(*parsed))
    ADD_FAILURE() << describe(error);
  return std::move(parsed).value();
}

Descriptor sample_descriptor() {
  return descriptor_of(sample_text());
}

std::vector<std::string> faults_of(const std::string& text) {
  const auto parsed = parse_descriptor("sample.yaml", text);
  std::vector<std::string> faults;
  for (const DescriptorError& error : parsed.ok() ? check(*parsed) : parsed.error())
    faults.push_back(describe(error));
  return faults;
}

}  // namespace scand::lib::exchange
