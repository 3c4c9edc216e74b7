#include "broker/results/publisher.h"

#include <array>
#include <chrono>
#include <utility>

#include "broker/wire/endpoints.h"
#include "proto/topics.h"

namespace scand::broker {
namespace {

// Messages kept for one slow subscriber. Bodies are shared between subscribers, and bounded by
// their bytes as well.
constexpr int kSubscriberQueueLength = 500;
// At the end, so long for those that still read.
constexpr std::chrono::milliseconds kLinger{1'000};

SocketOptions publisher_options(const std::optional<SecretKey>& secret) {
  SocketOptions options;
  options.send_hwm = kSubscriberQueueLength;
  options.linger = kLinger;
  options.max_message_bytes = 1'024;  // a subscription is a topic
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

void Publisher::rebind() {
  if (std::exchange(listening_, false)) socket_.unbind(endpoint_);
}

bool Publisher::listening() {
  if (!listening_) listening_ = socket_.try_bind(endpoint_);
  return listening_;
}

void Publisher::publish(std::string_view topic, std::uint64_t seq, const base::Bytes& body) {
  const std::string number = proto::seq_frame(seq);
  const std::array<std::string_view, 2> head{topic, number};
  if (socket_.send(head, body, unread_) == Sent::yes) ++published_;
  // libzmq cannot end one subscriber's connection alone. Those that read come back and ask for what
  // they missed; those that do not lose what was kept for them.
  if (listening_ && unread_->now() > unread_bytes_max_) {
    ++overflows_;
    rebind();
  }
}

}  // namespace scand::broker
