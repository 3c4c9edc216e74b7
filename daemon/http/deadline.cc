#include "daemon/http/deadline.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <utility>

namespace scand::daemon::http {

struct Deadline::Impl : std::enable_shared_from_this<Impl> {
  Impl(EventLoop& loop, const base::Clock& deadline_clock, std::function<void()> passed)
      : timer(loop.context()), clock(deadline_clock), on_passed(std::move(passed)) {}

  // The handler may run after the deadline's end, so it does not keep this alive.
  void ring_after(base::Nanos wait) {
    rings = clock.mono() + wait;
    timer.expires_after(wait);
    timer.async_wait([weak = weak_from_this()](const boost::system::error_code& cut) {
      const auto self = weak.lock();
      if (!cut && self) self->ring();
    });
  }

  void ring() {
    rings = base::MonoTime::max();
    if (due == base::MonoTime::max()) return;
    if (const auto now = clock.mono(); due > now) return ring_after(due - now);
    due = base::MonoTime::max();
    on_passed();
  }

  boost::asio::steady_timer timer;
  const base::Clock& clock;
  const std::function<void()> on_passed;
  base::MonoTime due = base::MonoTime::max();    // max: none
  base::MonoTime rings = base::MonoTime::max();  // when the timer rings; max: it is not set
};

Deadline::Deadline(EventLoop& loop, const base::Clock& clock, std::function<void()> on_passed)
    : impl_(std::make_shared<Impl>(loop, clock, std::move(on_passed))) {}

// Cuts the timer's handler off: `on_passed` may refer to what ends now.
Deadline::~Deadline() = default;

void Deadline::set(base::Nanos from_now) {
  impl_->due = impl_->clock.mono() + from_now;
  if (impl_->due < impl_->rings) impl_->ring_after(from_now);
}

void Deadline::clear() {
  impl_->due = base::MonoTime::max();
}

}  // namespace scand::daemon::http
