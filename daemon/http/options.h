#pragma once
// The server's settings. Plain data; the daemon fills it from its own settings.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace scand::daemon::http {

struct Limits {
  std::size_t header_bytes = 16 * 1024;  // request line and fields together
  std::size_t uri_bytes = 8 * 1024;      // at most header_bytes
  std::size_t fields = 100;
  std::size_t body_bytes = 256 * 1024;
  std::size_t pipelined = 8;  // unanswered requests of one connection
  std::size_t connections = 4096;
  std::size_t connections_per_address = 2048;  // a proxy in front is one address
  std::size_t requests = 2048;                 // unanswered requests of all connections
};

struct Timeouts {
  std::chrono::milliseconds first_byte{10'000};  // from the connection to its first byte
  std::chrono::milliseconds header{10'000};      // from a request's first byte to its header's end
  std::chrono::milliseconds body{30'000};        // from the header's end to the body's end
  std::chrono::milliseconds idle{75'000};        // from the last answer to the next request
  std::chrono::milliseconds write{60'000};  // for one write: a large answer or a few small ones
  std::chrono::milliseconds linger{2'000};  // for a refused client to read the reason
};

struct ServerOptions {
  std::string address = "127.0.0.1";  // IPv4 or IPv6; :: and 0.0.0.0 are every address
  std::uint16_t port = 5001;          // 0: any free one
  std::size_t threads = 2;
  Limits limits;
  Timeouts timeouts;
  bool compress = true;
  std::size_t compress_bytes_min = 1024;
  std::chrono::seconds retry_after{5};  // Retry-After of a 503 for too many of something
};

}  // namespace scand::daemon::http
