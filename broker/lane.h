#pragma once
// A lane: whose work it is, for fairness and for bounds by client. Today a connection is a lane;
// once clients are authenticated, their identity belongs here.

#include <string>

#include "broker/core_events.h"

namespace scand::broker {

using Lane = std::string;

inline Lane lane_of(const ClientRef& client) {
  return std::to_string(client.endpoint) + '/' + client.routing_id;
}

}  // namespace scand::broker
