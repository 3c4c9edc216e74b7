#pragma once
// Names of the sockets inside the process, and of the domains in which a peer is authenticated. The
// public addresses come from the configuration.

namespace scand::broker {

inline constexpr const char* kWorkersEndpoint = "inproc://workers";
inline constexpr const char* kGatewayEndpoint = "inproc://gateway";

// Where libzmq looks for the handler that authenticates peers (ZeroMQ RFC 27, ZAP).
inline constexpr const char* kZapEndpoint = "inproc://zeromq.zap.01";
inline constexpr const char* kFrontendDomain = "scand.frontend";
inline constexpr const char* kPublisherDomain = "scand.publisher";

}  // namespace scand::broker
