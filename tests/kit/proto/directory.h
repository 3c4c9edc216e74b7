#pragma once
// A directory of made-up exchanges for tests. They differ in everything that a parser looks at.

#include <vector>

#include "proto/scan_request.h"

namespace scand::proto::samples {

inline const ExchangeDirectory& directory() {
  const std::vector<Interval> most{Interval::m1, Interval::m5, Interval::h1, Interval::d1,
                                   Interval::w1};
  static const ExchangeDirectory exchanges(
      {{"alpha",
        {},
        {MarketType::spot, MarketType::swap},
        {{MarketType::spot, most}, {MarketType::swap, most}},
        150},
       {"beta",
        {"betaio", "b"},
        {MarketType::spot, MarketType::swap},
        {{MarketType::spot, most}, {MarketType::swap, {Interval::h1}}},
        150},
       {"gamma", {}, {MarketType::spot}, {{MarketType::spot, {Interval::h1, Interval::h4}}}, 40},
       {"deltafutures", {}, {MarketType::swap}, {{MarketType::swap, most}}, 150}});
  return exchanges;
}

}  // namespace scand::proto::samples
