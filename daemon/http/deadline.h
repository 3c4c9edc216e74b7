#pragma once
// A time by which something has to happen on one connection. It moves with every request and
// rarely passes, so the timer is reset only if it would fire too late; if it fires early, it rearms
// for the current deadline.
//
// Beast's own timeouts (tcp_stream) do not fit: they close the socket, so that a late header or
// body could not be answered 408; and they cannot change during a pending read, as the idle time
// must, which begins when the last answer has left. On the loop's thread only.

#include <functional>
#include <memory>

#include "daemon/http/event_loop.h"
#include "lib/base/clock.h"

namespace scand::daemon::http {

class Deadline {
 public:
  // `on_passed` runs on the loop's thread, once for each deadline. `loop` and `clock` must outlive
  // this.
  Deadline(EventLoop& loop, const base::Clock& clock, std::function<void()> on_passed);
  ~Deadline();
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  // Replaces the present deadline.
  void set(base::Nanos from_now);
  void clear();

 private:
  struct Impl;
  const std::shared_ptr<Impl> impl_;
};

}  // namespace scand::daemon::http
