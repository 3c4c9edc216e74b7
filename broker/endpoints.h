#pragma once
// The names of the sockets inside the process. The public ones come from the configuration.

namespace scand::broker {

inline constexpr const char* kWorkersEndpoint = "inproc://workers";

}  // namespace scand::broker
