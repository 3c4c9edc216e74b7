#include "lib/http/curl_client.h"

#include <algorithm>
#include <atomic>
#include <curl/curl.h>
#include <unordered_map>
#include <utility>

#include "lib/http/curl_handle.h"
#include "lib/http/transfer.h"

namespace scand::lib::http {
namespace {

// curl_multi_poll shortens a wait by libcurl's own timers; this bound only has to be finite.
constexpr std::chrono::milliseconds kLongestWait{60'000};

int wait_ms(base::MonoTime until, base::MonoTime now) {
  if (until <= now) return 0;
  if (until - now >= kLongestWait) return static_cast<int>(kLongestWait.count());
  return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(until - now).count());
}

}  // namespace

class CurlClient::Engine {
 public:
  Engine(ClientOptions options, const base::Clock& clock);
  ~Engine() { abort_all(); }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  void start(std::uint64_t tag, Request request);
  [[nodiscard]] std::size_t in_flight() const { return running_.size() + completed_.size(); }
  std::vector<Completion> poll(base::MonoTime until, const std::stop_token& stop);
  void abort_all();
  void wake();

 private:
  // Lets libcurl work, and collects what it completed.
  void move_on();
  // Ends the transfers whose deadline has passed.
  void end_overdue(base::MonoTime now);
  [[nodiscard]] base::MonoTime earliest_deadline() const;
  std::unique_ptr<Transfer> take_out(void* easy);

  // Declared before the multi handle, and so destroyed after it: its sockets refer to the options.
  ClientOptions options_;
  const base::Clock& clock_;
  std::vector<EasyHandle> idle_;
  MultiHandle multi_;
  std::unordered_map<void*, std::unique_ptr<Transfer>> running_;
  std::vector<Completion> completed_;
  std::atomic<bool> woken_{false};
};

CurlClient::Engine::Engine(ClientOptions options, const base::Clock& clock)
    : options_(std::move(options)), clock_(clock), multi_(make_multi(options_)) {
  if (!options_.lookups) options_.lookups = std::make_shared<LookupGate>();
  idle_.push_back(make_easy(options_));
}

void CurlClient::Engine::start(std::uint64_t tag, Request request) {
  EasyHandle easy;
  if (idle_.empty()) {
    easy = make_easy(options_);
  } else {
    easy = std::move(idle_.back());
    idle_.pop_back();
  }
  auto transfer = std::make_unique<Transfer>(std::move(easy), tag, std::move(request),
                                             options_.max_header_bytes, clock_, *options_.lookups);
  if (transfer->deadline() <= clock_.mono()) {
    completed_.push_back(transfer->deadline_passed());
    idle_.push_back(transfer->release());
  } else if (curl_multi_add_handle(multi_.get(), transfer->easy()) != CURLM_OK) {
    completed_.push_back(transfer->finished(CURLE_FAILED_INIT));
  } else {
    running_.emplace(transfer->easy(), std::move(transfer));
  }
}

std::vector<Completion> CurlClient::Engine::poll(base::MonoTime until,
                                                 const std::stop_token& stop) {
  // A stop may come from any thread, and curl_multi_wakeup may be called from any thread.
  const std::stop_callback on_stop(stop, [this] { curl_multi_wakeup(multi_.get()); });
  for (;;) {
    move_on();
    const base::MonoTime now = clock_.mono();
    end_overdue(now);
    const bool woken = woken_.exchange(false);
    if (!completed_.empty() || woken || stop.stop_requested() || now >= until) {
      return std::exchange(completed_, {});
    }
    const base::MonoTime next = std::min(until, earliest_deadline());
    curl_multi_poll(multi_.get(), nullptr, 0, wait_ms(next, now), nullptr);
  }
}

void CurlClient::Engine::move_on() {
  int unfinished = 0;
  curl_multi_perform(multi_.get(), &unfinished);
  int queued = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &queued)) {
    if (message->msg != CURLMSG_DONE) continue;
    // Removing the handle frees the message: copy the code first.
    const CURLcode code = message->data.result;
    auto transfer = take_out(message->easy_handle);
    completed_.push_back(transfer->finished(code));
    idle_.push_back(transfer->release());
  }
}

void CurlClient::Engine::end_overdue(base::MonoTime now) {
  // Collected first: taking a transfer out changes the map.
  std::vector<void*> overdue;
  for (const auto& [easy, transfer] : running_) {
    if (transfer->deadline() <= now) overdue.push_back(easy);
  }
  for (void* easy : overdue) {
    // The connection may be dead: the next request must not be sent on it.
    running_.at(easy)->distrust_connection();
    auto transfer = take_out(easy);
    completed_.push_back(transfer->deadline_passed());
    idle_.push_back(transfer->release());
  }
}

base::MonoTime CurlClient::Engine::earliest_deadline() const {
  auto earliest = base::MonoTime::max();
  for (const auto& [easy, transfer] : running_) {
    earliest = std::min(earliest, transfer->deadline());
  }
  return earliest;
}

std::unique_ptr<Transfer> CurlClient::Engine::take_out(void* easy) {
  curl_multi_remove_handle(multi_.get(), easy);
  return std::move(running_.extract(easy).mapped());
}

void CurlClient::Engine::abort_all() {
  while (!running_.empty()) {
    auto transfer = take_out(running_.begin()->first);
    idle_.push_back(transfer->release());
  }
  completed_.clear();
}

void CurlClient::Engine::wake() {
  woken_ = true;
  curl_multi_wakeup(multi_.get());
}

CurlClient::CurlClient(ClientOptions options, const base::Clock& clock)
    : engine_(std::make_unique<Engine>(std::move(options), clock)) {}
CurlClient::~CurlClient() = default;

void CurlClient::start(std::uint64_t tag, Request request) {
  engine_->start(tag, std::move(request));
}
std::size_t CurlClient::in_flight() const {
  return engine_->in_flight();
}
std::vector<Completion> CurlClient::poll(base::MonoTime until, const std::stop_token& stop) {
  return engine_->poll(until, stop);
}
void CurlClient::abort_all() {
  engine_->abort_all();
}
void CurlClient::wake() {
  engine_->wake();
}

}  // namespace scand::lib::http
