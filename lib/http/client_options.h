#pragma once
// How a CurlClient reaches the network. Fixed when the client is made and the same for all its
// transfers.
// Small: code that fills it in needs no client.

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "lib/http/lookup_gate.h"

namespace scand::lib::http {

struct ClientOptions {
  std::string user_agent = "scand";
  std::string ca_file;         // PEM file of trusted authorities; empty: the system's
  std::string egress_address;  // local address to send from; empty: the system chooses
  // In libcurl's form ("http://host:port", "socks5h://..."). Empty: no proxy; the *_proxy variables
  // of the environment are ignored.
  std::string proxy;
  std::string accept_encoding;  // empty: all that libcurl knows (gzip, deflate, br, zstd)
  std::chrono::milliseconds connect_timeout{10'000};  // name lookup, TCP and TLS together
  // A connection ends when bytes that we sent stay unacknowledged for this long. Otherwise a warm
  // connection whose path has died would swallow one request after another.
  std::chrono::milliseconds unacknowledged_timeout{15'000};
  // HTTP/1.1 needs one connection for each request in flight. With more of them, requests would
  // queue on the way and add to the jitter that the rate limiter allows for.
  long max_connections_per_host = 16;
  // Kept warm, over all hosts together. Sixteen workers with this many stay below 1024 open files.
  long max_idle_connections = 32;
  std::size_t max_header_bytes = 64u << 10;
  // Should be shared by all clients of a process. Null: the client makes its own.
  std::shared_ptr<LookupGate> lookups;
};

}  // namespace scand::lib::http
