#pragma once
// A lane: whose work it is, for fairness and for bounds by client: an authenticated client, over
// however many connections, else a connection.

#include <string>

#include "broker/core_events.h"

namespace scand::broker {

using Lane = std::string;

inline Lane lane_of(const ClientRef& client) {
  if (!client.user.empty()) return "user/" + client.user;
  return std::to_string(client.endpoint) + '/' + client.routing_id;
}

}  // namespace scand::broker
