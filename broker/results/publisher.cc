#include "broker/results/publisher.h"

#include <array>
#include <chrono>
#include <utility>

#include "broker/wire/endpoints.h"
#include "proto/topics.h"

namespace scand::broker {
namespace {

// Messages that libzmq queues for one slow subscriber. All subscribers share a message's body, so
// the memory is bounded by unread_bytes_max, not by this.
constexpr int kSubscriberQueueLength = 500;
// At shutdown, subscribers that still read get this long to receive what is queued.
constexpr std::chrono::milliseconds kLinger{1'000};

SocketOptions publisher_options(const std::optional<SecretKey>& secret) {
  SocketOptions options;
  options.send_hwm = kSubscriberQueueLength;
  options.linger = kLinger;
  options.max_message_bytes = 1'024;  // subscribers send topics only
  if (secret) options.curve = CurveIdentity{*secret, {}, {}, kPublisherDomain};
  return options;
}

}  // namespace

Publisher::Publisher(std::shared_ptr<SocketContext> context, const std::string& endpoint,
                     const std::optional<SecretKey>& secret, std::size_t unread_bytes_max)
    : unread_bytes_max_(unread_bytes_max),
      socket_(std::move(context), SocketType::pub, publisher_options(secret)) {
  socket_.bind(endpoint);
  endpoint_ = socket_.endpoint();
}

void Publisher::disconnect_all() {
  if (std::exchange(listening_, false)) socket_.unbind(endpoint_);
}

bool Publisher::try_listen() {
  if (!listening_) listening_ = socket_.try_bind(endpoint_);
  return listening_;
}

void Publisher::publish(std::string_view topic, std::uint64_t seq, const base::Bytes& body) {
  const std::string number = proto::seq_frame(seq);
  const std::array<std::string_view, 2> head{topic, number};
  if (socket_.send(head, body, unread_) == Sent::yes) ++published_;
  // libzmq cannot close the connection of one subscriber only. Subscribers that do read reconnect
  // and ask for what they missed; the queues of those that do not are freed.
  if (listening_ && unread_->now() > unread_bytes_max_) {
    ++overflows_;
    disconnect_all();
  }
}

}  // namespace scand::broker
