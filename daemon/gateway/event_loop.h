#pragma once
// One thread that waits on many sockets (Asio). What belongs to a loop is touched on its thread
// only; others post() to it.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "lib/base/clock.h"

namespace boost::asio {
class io_context;
}

namespace scand::daemon::gateway {

class EventLoop {
 public:
  // `on_fault` is told, on the loop's thread, of an exception that ended one piece of work.
  EventLoop(std::string thread_name, std::function<void(std::string_view)> on_fault);
  ~EventLoop();  // stops
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  void start();
  // Ends the thread after the piece of work it is at; what was posted and not begun is dropped. Not
  // from the loop's own thread.
  void stop();

  // From any thread, at any time; nothing happens after stop().
  void post(std::function<void()> work);
  [[nodiscard]] bool in_loop() const;

  // Runs `work` once, after so long; replaces what was set before. Before start(), or in the loop.
  void set_timer(base::Nanos after, std::function<void()> work);

  // Runs `beat` at the start and then each so often, whether there is work or not. Before start().
  void beat_every(base::Nanos pause, std::function<void()> beat);

  [[nodiscard]] boost::asio::io_context& context();

 private:
  struct Impl;
  void run();
  void beat_again();

  const std::string thread_name_;
  const std::function<void(std::string_view)> on_fault_;
  const std::unique_ptr<Impl> impl_;
  base::Nanos pause_{0};
  std::function<void()> beat_;
  std::thread thread_;
};

}  // namespace scand::daemon::gateway
