#pragma once
// A directory of exchanges for the parsers of requests: one that has all, one futures-only, one
// without short intervals.

#include <vector>

#include "proto/scan_request.h"

namespace scand::fuzz {

inline proto::ExchangeDirectory sample_directory() {
  using proto::Interval;
  using proto::MarketType;
  const std::vector<Interval> all{Interval::m5, Interval::m15, Interval::h1, Interval::h4,
                                  Interval::d1};
  return proto::ExchangeDirectory({
      {.id = "aleph",
       .aliases = {"al"},
       .markets = {MarketType::spot, MarketType::swap},
       .intervals = {{MarketType::spot, all}, {MarketType::swap, all}}},
      {.id = "beth", .markets = {MarketType::swap}, .intervals = {{MarketType::swap, all}}},
      {.id = "gimel",
       .markets = {MarketType::spot},
       .intervals = {{MarketType::spot, {Interval::h1, Interval::d1}}}},
  });
}

inline std::vector<std::string_view> sample_names() {
  return {"aleph", "al", "beth", "gimel"};
}

}  // namespace scand::fuzz
