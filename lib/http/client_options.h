#pragma once
// How a CurlClient reaches the world. The same for all its transfers, fixed when it is made.

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "lib/http/lookup_gate.h"

namespace scand::lib::http {

struct ClientOptions {
  std::string user_agent = "scand";
  std::string ca_file;         // PEM of trusted authorities; empty: the system's
  std::string egress_address;  // local address to send from; empty: the system chooses
  // As libcurl takes it ("http://host:port", "socks5h://..."). Empty: none; *_proxy variables of
  // the environment are not read.
  std::string proxy;
  std::string accept_encoding;  // empty: all that libcurl knows (gzip, deflate, br, zstd)
  std::chrono::milliseconds connect_timeout{10'000};  // name, TCP and TLS together
  // Sent bytes that nobody acknowledges for so long end the connection: a warm connection whose
  // path has died must not swallow one request after another.
  std::chrono::milliseconds unacknowledged_timeout{15'000};
  // HTTP/1.1 needs one connection for each request in flight. Few enough that requests do not queue
  // on the way, which would add to the jitter that a rate limit allows for.
  long max_connections_per_host = 16;
  // Kept warm, over all hosts. Sixteen workers with so many stay below 1024 open files.
  long max_idle_connections = 32;
  std::size_t max_header_bytes = 64u << 10;
  // Shared by all clients of a process; null: the client makes one of its own.
  std::shared_ptr<LookupGate> lookups;
};

}  // namespace scand::lib::http
