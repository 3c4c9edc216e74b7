#pragma once
// Who sent a request, where its reply goes, and whose work it is.
//
// The frontend makes a ClientRef from the frames of a message and sends the reply to it. The core
// passes it through; it reads it only to find the client's lane, by which fairness and the bounds
// per client are counted.

#include <string>

namespace scand::broker {

// The frontend's ROUTER sockets, as ClientRef::endpoint numbers them.
inline constexpr int kPublicRouter = 0;
// The HTTP gateway's own ROUTER. It is inside the process and therefore trusted. All HTTP clients
// share its one connection, so each message begins with a frame that names the client; that name
// becomes ClientRef::user.
inline constexpr int kGatewayRouter = 1;

// The return address: a ROUTER's routing id, and the request's own correlation.
struct ClientRef {
  int endpoint = 0;         // which ROUTER
  std::string routing_id;   // of the connection; an address, not an identity
  bool delimiter = false;   // a REQ peer: the reply must repeat its empty frame
  std::string correlation;  // the request's `id`, still encoded
  std::string user;         // the authenticated client; empty without authentication
  std::string key;          // the public key it authenticated with
  friend bool operator==(const ClientRef&, const ClientRef&) = default;
};

// One client for fairness and bounds: an authenticated client over all its connections, or one
// connection when there is no authentication.
using Lane = std::string;

// The prefix keeps the kinds of client apart: an HTTP token and a CURVE key of the same name are
// two clients, and no routing id can imitate either.
inline Lane lane_of(const ClientRef& client) {
  if (client.endpoint == kGatewayRouter) return "http/" + client.user;
  if (!client.user.empty()) return "curve/" + client.user;
  return std::to_string(client.endpoint) + '/' + client.routing_id;
}

}  // namespace scand::broker
