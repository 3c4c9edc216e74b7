#pragma once
// Answers libzmq's question whether to admit a peer. It owns a thread ("zap"), because libzmq waits
// for the answer during each handshake.
//
// Create it before the first CURVE server binds: without a handler, libzmq admits every key.

#include <memory>
#include <stop_token>
#include <thread>

#include "broker/security/access_control.h"
#include "broker/wire/socket.h"
#include "lib/base/mailbox.h"
#include "lib/base/turn_mark.h"

namespace scand::broker {

class ZapHandler {
 public:
  // Binds kZapEndpoint and starts the thread. `access` and `clock` must outlive the handler. Throws
  // std::runtime_error when the endpoint cannot be bound.
  ZapHandler(std::shared_ptr<SocketContext> context, AccessControl& access,
             const base::Clock& clock);

  // When the thread last began a turn; for the watchdog. From any thread.
  [[nodiscard]] base::MonoTime last_turn() const { return turned_.last(); }

 private:
  void run(const std::stop_token& stop);
  void answer(const Frames& frames);

  AccessControl& access_;
  const base::Clock& clock_;
  Socket socket_;
  base::WakeFd wake_;
  base::TurnMark turned_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace scand::broker
