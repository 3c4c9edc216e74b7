#pragma once
// A time by which something has to happen on one connection. It moves with every request and
// rarely passes, so a timer behind it is not moved each time: the timer is set again only when it
// would ring too late, and one that rings too early looks for the present deadline.
//
// Beast's tcp_stream has timeouts of its own. They do not fit: they close the socket, where a late
// header or body is answered 408; and they cannot change while a read is pending, where the idle
// time begins when the last answer has left. On the loop's thread only.

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
