#include "broker/security/zap_handler.h"

#include <array>
#include <utility>
#include <vector>

#include "broker/wire/endpoints.h"
#include "broker/wire/poll.h"
#include "lib/base/thread_name.h"

namespace scand::broker {

ZapHandler::ZapHandler(std::shared_ptr<SocketContext> context, AccessControl& access,
                       const base::Clock& clock)
    : access_(access), clock_(clock), socket_(std::move(context), SocketType::rep) {
  socket_.bind(kZapEndpoint);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void ZapHandler::run(const std::stop_token& stop) {
  constexpr std::size_t kTurnItems = 64;
  base::name_this_thread("zap");
  const std::stop_callback wake_at_stop(stop, [this] { wake_.signal(); });
  while (!stop.stop_requested()) {
    turned_.set(clock_.mono());
    std::array<PollItem, 2> items{PollItem{&socket_}, PollItem{nullptr, wake_.fd()}};
    poll(items, base::kIdleTurn);
    for (std::size_t taken = 0; taken < kTurnItems; ++taken) {
      const auto frames = socket_.receive();
      if (!frames) break;
      answer(*frames);
    }
  }
}

// Frames that cannot be parsed are answered too, with a denial: libzmq must get an answer, and an
// unclear question must not admit a peer.
void ZapHandler::answer(const Frames& frames) {
  const auto request = parse_zap_request(frames);
  const Frames reply = request ? make_zap_reply(request->request_id, access_.authenticate(*request))
                               : make_zap_reply(frames.size() > 1 ? frames[1] : "", "");
  const std::vector<std::string_view> views(reply.begin(), reply.end());
  (void)socket_.send(views);
}

}  // namespace scand::broker
