#pragma once
// The random choices of a world, all from one seed.

#include <cstdint>
#include <random>

#include "broker/core/client_ref.h"
#include "proto/scan_request.h"

namespace scand::broker::sim {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  [[nodiscard]] std::mt19937_64& engine() { return engine_; }
  // 0 .. bound - 1; 0 if the bound is 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) {
    return bound == 0 ? 0 : engine_() % bound;
  }
  [[nodiscard]] bool chance(std::uint64_t percent) { return below(100) < percent; }

  // Exchanges of sim_directory(), and one that the client spells in its own way; short deadlines;
  // few request ids, so that they repeat.
  [[nodiscard]] proto::ScanRequest request();
  // One of three clients, with a correlation that no request has had before.
  [[nodiscard]] ClientRef client();

 private:
  std::mt19937_64 engine_;
  std::uint64_t last_correlation_ = 0;
};

}  // namespace scand::broker::sim
