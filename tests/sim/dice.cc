#include "tests/sim/dice.h"

#include "tests/sim/sim_config.h"

namespace scand::broker::sim {

proto::ScanRequest Dice::request() {
  proto::ScanRequest request;
  for (const proto::ExchangeInfo& info : sim_directory().all()) {
    if (chance(40)) request.exchanges.push_back({info.id, info.id});
  }
  if (request.exchanges.empty()) request.exchanges.push_back({"ALPHA", "alpha"});
  if (chance(10)) {
    request.exchange_rule = "fastest";
    request.fastest = 1 + below(3);
  }
  request.interval = chance(80) ? proto::Interval::h1 : proto::Interval::m1;
  request.deadline_seconds = chance(20) ? 1 : static_cast<double>(1 + below(30));
  request.priority = proto::Priority{static_cast<std::uint8_t>(below(3))};
  if (chance(20)) request.top_n.everywhere = 10;
  if (chance(30)) request.request_id = std::string(1, static_cast<char>('a' + below(4)));
  return request;
}

ClientRef Dice::client() {
  return {0, std::string(1, static_cast<char>('p' + below(3))), false,
          std::to_string(++last_correlation_)};
}

}  // namespace scand::broker::sim
