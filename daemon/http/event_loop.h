#pragma once
// One thread that waits on many sockets (Asio). Only this thread touches what belongs to the loop;
// other threads post() work to it.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "lib/base/clock.h"

namespace boost::asio {
class io_context;
}

namespace scand::daemon::http {

class EventLoop {
 public:
  // `on_fault` hears, on the loop's thread, of an exception that ended one piece of work.
  EventLoop(std::string thread_name, std::function<void(std::string_view)> on_fault);
  ~EventLoop();  // stops
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  void start();
  // Ends the thread after the piece of work it is doing. Not from the loop's own thread.
  void stop();
  // After stop(), on the caller's thread: runs what is ready, so that operations which have been
  // cancelled release what they hold.
  void run_down();

  // From any thread, at any time. After stop() only run_down() still runs it.
  void post(std::function<void()> work);
  [[nodiscard]] bool in_loop() const;

  // Runs `beat` at the start and then at every `pause`, whether there is work or not. Call it
  // before start().
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

}  // namespace scand::daemon::http
