#pragma once
// Who sent a request, and where the reply goes. A lane says whose work a job is: fairness and the
// bounds on one client are counted by lane.

#include <string>

namespace scand::broker {

// The doors of the frontend: ClientRef::endpoint.
inline constexpr int kPublicDoor = 0;
// The HTTP gateway's door. It is inside the process and so trusted: each message begins with a
// frame that names the client, and work that came over this one connection is shared out by those
// names.
inline constexpr int kGatewayDoor = 1;

// Where a reply goes: the ROUTER's address of a peer and the request's own correlation.
struct ClientRef {
  int endpoint = 0;         // which ROUTER: 0 is the public one
  std::string routing_id;   // an address, never an identity
  bool delimiter = false;   // REQ peers: the empty frame is mirrored
  std::string correlation;  // the request's `id`, encoded as it came
  std::string user;         // who it is, where clients are authenticated; else empty
  std::string key;          // ... and the public key that it came with
  friend bool operator==(const ClientRef&, const ClientRef&) = default;
};

// An authenticated client, over however many connections; without authentication, one connection.
using Lane = std::string;

// Each door gives out names of its own: an HTTP token and a CURVE key of one name are two clients.
// The prefixes keep the kinds apart.
inline Lane lane_of(const ClientRef& client) {
  if (client.endpoint == kGatewayDoor) return "http/" + client.user;
  if (!client.user.empty()) return "curve/" + client.user;
  return std::to_string(client.endpoint) + '/' + client.routing_id;
}

}  // namespace scand::broker
