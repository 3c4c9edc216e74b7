#pragma once
// The configuration of a world, chosen by its seed: bounds so small that they are reached.

#include <random>

#include "broker/core/config.h"
#include "proto/scan_request.h"

namespace scand::broker::sim {

[[nodiscard]] const proto::ExchangeDirectory& sim_directory();
[[nodiscard]] CoreConfig random_config(std::mt19937_64& random);

}  // namespace scand::broker::sim
