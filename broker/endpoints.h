#pragma once
// The names of the sockets inside the process. The public ones come from the configuration.

namespace scand::broker {

inline constexpr const char* kWorkersEndpoint = "inproc://workers";
inline constexpr const char* kGatewayEndpoint = "inproc://gateway";

// The doors of the frontend: ClientRef::endpoint.
inline constexpr int kPublicDoor = 0;
// The HTTP gateway's, inside the process and so trusted: a frame that names the client stands
// before each message, and whatever came over one connection is shared out by those names.
inline constexpr int kGatewayDoor = 1;

}  // namespace scand::broker
