#pragma once
// A lane: whose work it is, for fairness and for bounds by client: an authenticated client, over
// however many connections, else a connection.

#include <string>

#include "broker/core_events.h"
#include "broker/endpoints.h"

namespace scand::broker {

using Lane = std::string;

// Names are given out by each door for itself: an HTTP token and a CURVE key of one name are two
// clients. No lane of one kind begins as one of another does.
inline Lane lane_of(const ClientRef& client) {
  if (client.endpoint == kGatewayDoor) return "http/" + client.user;
  if (!client.user.empty()) return "curve/" + client.user;
  return std::to_string(client.endpoint) + '/' + client.routing_id;
}

}  // namespace scand::broker
