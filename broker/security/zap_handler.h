#pragma once
// Answers libzmq's question whether a peer may come in, on a thread of its own. It must stand
// before the first CURVE server binds: without it libzmq lets in every key.

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
  // Binds and starts. `access` and `clock` outlive it. Throws std::runtime_error.
  ZapHandler(std::shared_ptr<SocketContext> context, AccessControl& access,
             const base::Clock& clock);
  [[nodiscard]] base::MonoTime last_turn() const { return turned_.last(); }  // from any thread

 private:
  void run(const std::stop_token& stop);
  void answer(const Frames& frames);

  AccessControl& access_;
  const base::Clock& clock_;
  Socket socket_;
  base::WakeFd wake_;
  base::TurnMark turned_;
  std::jthread thread_;
};

}  // namespace scand::broker
