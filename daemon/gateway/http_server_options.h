#pragma once
// What the HTTP server may be told. Plain; the daemon's settings fill it.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace scand::daemon::gateway {

struct HttpLimits {
  std::size_t header_bytes = 16 * 1024;  // request line and fields together
  std::size_t uri_bytes = 8 * 1024;      // at most header_bytes
  std::size_t fields = 100;
  std::size_t body_bytes = 256 * 1024;
  std::size_t pipelined = 8;  // requests of one connection that are being answered at once
  std::size_t connections = 4096;
  std::size_t connections_per_address = 2048;  // a proxy in front is one address
  std::size_t requests = 2048;                 // of all connections that are being answered at once
};

struct HttpTimeouts {
  std::chrono::milliseconds first_byte{10'000};  // from the connection on
  std::chrono::milliseconds header{10'000};      // from its first byte on, whole
  std::chrono::milliseconds body{30'000};        // from the header's end on, whole
  std::chrono::milliseconds idle{75'000};        // between two requests
  std::chrono::milliseconds write{60'000};       // for each answer to leave, whole
  std::chrono::milliseconds linger{2'000};       // for a refused client to read why
};

struct HttpServerOptions {
  std::string address = "127.0.0.1";  // IPv4 or IPv6; :: and 0.0.0.0 are every address
  std::uint16_t port = 5001;          // 0: any free one
  std::size_t threads = 2;
  HttpLimits limits;
  HttpTimeouts timeouts;
  std::string token_file;                    // empty: everybody may do everything
  std::vector<std::string> open_paths;       // answered without a token, to nobody's roles
  std::vector<std::string> allowed_origins;  // of web pages (CORS); "*": all; empty: none
  bool compress = true;
  std::size_t compress_bytes_min = 1024;
  std::chrono::seconds retry_after{5};  // what is too many is told to come again then
};

}  // namespace scand::daemon::gateway
