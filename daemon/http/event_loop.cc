#include "daemon/http/event_loop.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <utility>

#include "lib/base/thread_name.h"

namespace scand::daemon::http {

namespace asio = boost::asio;

struct EventLoop::Impl {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  asio::steady_timer beat{context};
};

EventLoop::EventLoop(std::string thread_name, std::function<void(std::string_view)> on_fault)
    : thread_name_(std::move(thread_name)),
      on_fault_(std::move(on_fault)),
      impl_(std::make_unique<Impl>()) {}

EventLoop::~EventLoop() {
  stop();
}

void EventLoop::start() {
  thread_ = std::thread([this] { run(); });
}

void EventLoop::run() {
  base::name_this_thread(thread_name_);
  for (;;) {
    try {
      impl_->context.run();
      return;  // stopped
    } catch (const std::exception& error) {
      on_fault_(error.what());
    }
  }
}

void EventLoop::stop() {
  impl_->context.stop();
  if (thread_.joinable()) thread_.join();
}

void EventLoop::run_down() {
  impl_->context.restart();
  for (;;) {
    try {
      impl_->context.poll();
      return impl_->context.stop();
    } catch (const std::exception& error) {
      on_fault_(error.what());
    }
  }
}

void EventLoop::post(std::function<void()> work) {
  asio::post(impl_->context, std::move(work));
}

bool EventLoop::in_loop() const {
  return impl_->context.get_executor().running_in_this_thread();
}

void EventLoop::beat_every(base::Nanos pause, std::function<void()> beat) {
  pause_ = pause;
  beat_ = std::move(beat);
  post([this] { beat_again(); });
}

void EventLoop::beat_again() {
  beat_();
  impl_->beat.expires_after(pause_);
  impl_->beat.async_wait([this](const boost::system::error_code& error) {
    if (!error) beat_again();
  });
}

asio::io_context& EventLoop::context() {
  return impl_->context;
}

}  // namespace scand::daemon::http
