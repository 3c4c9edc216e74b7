#pragma once
// A connected TCP socket of one event loop. Never waits: what cannot be done now says so, and the
// loop tells when it can. On the loop's thread only.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace scand::daemon::gateway {

class EventLoop;

// Whoever a socket wakes; kept alive for as long as the socket has to tell it something.
class SocketOwner {
 public:
  virtual ~SocketOwner() = default;
  virtual void on_readable() = 0;
  virtual void on_writable() = 0;
};

class StreamSocket {
 public:
  enum class State : std::uint8_t { done, blocked, ended, broken };
  struct Transfer {
    State state = State::done;
    std::size_t bytes = 0;
  };
  static constexpr std::size_t kPiecesMax = 16;  // of one write

  // Takes over an accepted descriptor.
  StreamSocket(EventLoop& loop, int descriptor, bool ipv6);
  ~StreamSocket();
  StreamSocket(StreamSocket&&) noexcept;
  StreamSocket& operator=(StreamSocket&&) noexcept;

  // `ended`: the peer sends no more; it may still read.
  [[nodiscard]] Transfer read(std::span<char> into);
  // Writes what the kernel takes; at most kPiecesMax pieces.
  [[nodiscard]] Transfer write(const std::vector<std::string_view>& pieces);

  // Calls on_readable() once, soon after something (the end and an error too) can be read; and the
  // like for writing. A closed socket does not call.
  void wait_readable(std::shared_ptr<SocketOwner> owner);
  void wait_writable(std::shared_ptr<SocketOwner> owner);

  void end_sending();
  void close();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace scand::daemon::gateway
