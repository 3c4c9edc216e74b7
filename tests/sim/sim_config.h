#pragma once
// The bounds a seed runs under: small, so that they are met.

#include <random>

#include "broker/core/config.h"
#include "proto/scan_request.h"

namespace scand::broker::sim {

[[nodiscard]] const proto::ExchangeDirectory& sim_directory();
[[nodiscard]] CoreConfig random_config(std::mt19937_64& random);

}  // namespace scand::broker::sim
