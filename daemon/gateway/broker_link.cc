#include "daemon/gateway/broker_link.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <utility>

#include "broker/wire/endpoints.h"
#include "broker/wire/poll.h"
#include "lib/base/thread_name.h"
#include "proto/request_message.h"

namespace scand::daemon::gateway {
namespace {

using std::chrono::milliseconds;

// Questions under way: more than the HTTP server lets in at once, and fewer than the broker's queue
// of replies to the gateway holds, so that none of those is lost.
constexpr std::size_t kUnderWayMax = 4096;
constexpr std::size_t kMailboxItems = 1024;
constexpr std::size_t kTurnItems = 64;
constexpr int kQueue = 8192;

broker::SocketOptions link_options() {
  broker::SocketOptions options;
  options.send_hwm = kQueue;
  options.receive_hwm = kQueue;
  return options;
}

}  // namespace

BrokerLink::BrokerLink(std::shared_ptr<broker::SocketContext> context, const base::Clock& clock)
    : clock_(clock),
      socket_(std::move(context), broker::SocketType::dealer, link_options()),
      table_(kUnderWayMax),
      box_(kMailboxItems) {
  socket_.connect(broker::kGatewayEndpoint);
}

BrokerLink::~BrokerLink() {
  stop();
}

void BrokerLink::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) {
    base::name_this_thread("gateway-link");
    run(stop);
  });
}

void BrokerLink::stop() {
  if (closed_.exchange(true)) return;
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
  while (auto mail = box_.try_take())
    mail->answered(LinkFailure::closed);
  for (const Answered& answered : table_.take_all())
    answered(LinkFailure::closed);
}

void BrokerLink::ask(Question question, Answered answered) {
  if (closed_) return answered(LinkFailure::closed);
  const base::MonoTime until = clock_.mono() + question.limit;
  Mail mail{std::move(question), std::move(answered), until};
  if (!box_.try_push(mail)) refuse_full(mail.answered);
}

void BrokerLink::refuse_full(const Answered& answered) {
  ++counters_.refused_full;
  answered(LinkFailure::full);
}

void BrokerLink::run(const std::stop_token& stop) {
  const std::stop_callback wake_at_stop(stop, [this] { wake_.signal(); });
  while (!stop.stop_requested()) {
    turned_.set(clock_.mono());
    const bool more_questions = send_questions();
    const bool more_answers = receive_answers();
    expire();
    counters_.under_way = table_.size();
    if (!more_questions && !more_answers) wait();
  }
}

bool BrokerLink::send_questions() {
  for (std::size_t taken = 0; taken < kTurnItems; ++taken) {
    auto mail = box_.try_take();
    if (!mail) return false;
    send(std::move(*mail));
  }
  return true;
}

void BrokerLink::send(Mail mail) {
  const auto id = table_.add(mail.answered, mail.until);
  if (!id) return refuse_full(mail.answered);
  const std::string message =
      proto::encode_request_message(mail.question.type, proto::Value(*id), mail.question.body);
  const std::array<std::string_view, 2> frames{mail.question.client, message};
  if (socket_.send(frames) != broker::Sent::yes) return refuse_full(*table_.take(*id));
  ++counters_.asked;
}

bool BrokerLink::receive_answers() {
  for (std::size_t taken = 0; taken < kTurnItems; ++taken) {
    const auto frames = socket_.receive();
    if (!frames) return false;
    auto reply = proto::read_reply_message(frames->empty() ? std::string_view() : frames->back());
    const auto id = reply.ok() ? reply->id.unsigned_integer() : std::nullopt;
    if (!id) {
      ++counters_.unreadable;
      continue;
    }
    if (const auto answered = table_.take(*id))
      (*answered)(std::move(reply).value());
    else
      ++counters_.late;
  }
  return true;
}

void BrokerLink::expire() {
  for (const Answered& answered : table_.take_expired(clock_.mono())) {
    ++counters_.unanswered;
    answered(LinkFailure::no_answer);
  }
}

void BrokerLink::wait() {
  auto limit = base::kIdleTurn;
  if (const auto next = table_.next())
    limit = std::clamp(std::chrono::ceil<milliseconds>(*next - clock_.mono()), milliseconds(0),
                       base::kIdleTurn);
  std::array<broker::PollItem, 3> items{broker::PollItem{nullptr, box_.fd()},
                                        broker::PollItem{nullptr, wake_.fd()},
                                        broker::PollItem{&socket_}};
  broker::poll(items, box_.arm() ? limit : limit.zero());
  if (items[1].ready) wake_.clear();
}

}  // namespace scand::daemon::gateway
