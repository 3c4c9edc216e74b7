#pragma once
// The listening socket: accepts on one loop's thread and hands the descriptors on.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace scand::daemon::http {

class EventLoop;

// A connection that the kernel has accepted. Closes its descriptor unless a Connection has taken
// it.
struct Accepted {
  Accepted(int accepted, bool is_ipv6, std::string peer);
  ~Accepted();
  Accepted(const Accepted&) = delete;
  Accepted& operator=(const Accepted&) = delete;

  int descriptor;
  bool ipv6;
  std::string address;  // of the peer, without its port
};

class Listener {
 public:
  // Binds and listens; throws std::runtime_error that names the endpoint, the reason and what to
  // do.
  Listener(EventLoop& loop, const std::string& address, std::uint16_t port);
  ~Listener();  // after the loop has ended, or in it
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Both are called on the loop's thread. `on_failure`: the machine has no descriptor or memory for
  // one more connection; the listener tries again a moment later.
  void start(std::function<void(std::shared_ptr<Accepted>)> on_accepted,
             std::function<void()> on_failure);
  // In the loop, or before it runs. The kernel refuses the connections in its queue.
  void close();

  [[nodiscard]] std::uint16_t port() const;

 private:
  struct Impl;
  void wait();
  void accept_some();

  const std::unique_ptr<Impl> impl_;
};

// "127.0.0.1:5001", "[::1]:5001".
[[nodiscard]] std::string endpoint_text(const std::string& address, std::uint16_t port);
// Whether only this machine reaches the address; false for text that is no address.
[[nodiscard]] bool is_loopback(const std::string& address);

}  // namespace scand::daemon::http
