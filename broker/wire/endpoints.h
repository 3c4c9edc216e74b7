#pragma once
// Fixed names: the sockets inside the process (inproc) and the ZAP domains. The public endpoints
// are settings, not constants.
//
// Small: the rooms that connect to each other share these names and nothing else.

namespace scand::broker {

// The broker's ROUTER for its worker threads.
inline constexpr const char* kWorkersEndpoint = "inproc://workers";
// The broker's ROUTER for the HTTP gateway.
inline constexpr const char* kGatewayEndpoint = "inproc://gateway";

// Where libzmq looks for the handler that authenticates peers (ZAP, ZeroMQ RFC 27).
inline constexpr const char* kZapEndpoint = "inproc://zeromq.zap.01";
// A ZAP request names the domain of the socket that the peer connects to.
inline constexpr const char* kFrontendDomain = "scand.frontend";
inline constexpr const char* kPublisherDomain = "scand.publisher";

}  // namespace scand::broker
