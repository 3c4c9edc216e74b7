#include "tests/sim/sim_config.h"

#include <chrono>

namespace scand::broker::sim {

const proto::ExchangeDirectory& sim_directory() {
  using enum proto::Interval;
  using enum proto::MarketType;
  static const proto::ExchangeDirectory exchanges({
      {"alpha", {}, {spot, swap}, {{spot, {m1, h1}}, {swap, {m1, h1}}}, 150},
      {"beta", {}, {spot}, {{spot, {m1, h1}}}, 40},
      {"gamma", {}, {swap}, {{swap, {m1, h1}}}, 150},
      {"hourly", {}, {spot}, {{spot, {h1}}}, 150},
  });
  return exchanges;
}

CoreConfig random_config(std::mt19937_64& random) {
  const auto up_to = [&random](std::size_t most) { return 1 + random() % most; };
  CoreConfig config;
  config.exchanges = &sim_directory();
  config.max_jobs = up_to(12);
  config.max_jobs_per_client = up_to(6);
  config.max_submitters_per_job = up_to(3);
  config.max_waiters = up_to(6);
  config.max_waiters_per_client = up_to(4);
  config.max_waiters_per_job = up_to(4);
  config.finished_jobs_kept = up_to(8);
  config.finished_request_bytes_kept = 1000 * up_to(8);
  config.bulkhead_per_exchange = up_to(3);
  config.max_attempts = static_cast<std::uint32_t>(up_to(3));
  // So short that workers are often lost while jobs still wait, which the default makes rare.
  config.lost_after = std::chrono::milliseconds(random() % 2 == 0 ? 100 : 1000);
  config.retry_pause.first = std::chrono::milliseconds(100 * up_to(5));
  config.retry_pause.cap = std::chrono::milliseconds(300 * up_to(5));
  config.circuit_failures = random() % 2 == 0 ? 0 : static_cast<std::uint32_t>(up_to(5));
  config.circuit_pause.first = std::chrono::milliseconds(500 * up_to(4));
  config.circuit_pause.cap = std::chrono::milliseconds(2000 * up_to(5));
  config.retry_margin = std::chrono::milliseconds(1000 * up_to(3));
  config.task_margin_max = std::chrono::milliseconds(500 * up_to(4));
  config.task_margin_share = 0.1;
  config.drain_leaves_jobs = random() % 2 == 0;
  config.seed = random();
  return config;
}

}  // namespace scand::broker::sim
