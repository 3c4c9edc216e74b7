#pragma once
// The collector's thread: takes the core's commands in order, and results back from the journal.
// The latter are always taken, whatever is blocked, so that the journal can always go on. Each
// second a heartbeat tells the last number published, so that silence is told from loss.

#include <atomic>
#include <cstdint>
#include <stop_token>

#include "broker/mail/mail.h"
#include "broker/results/collector_desk.h"
#include "lib/base/clock.h"
#include "lib/base/mailbox.h"
#include "lib/base/turn_mark.h"

namespace scand::broker {

class CollectorLoop {
 public:
  // All outlive the loop. `kept`: results that the journal holds.
  CollectorLoop(CollectorDesk& desk, base::Mailbox<CollectorMail>& inbox,
                base::Mailbox<StoredResult>& kept, const base::Clock& clock);

  // Until stop is requested and every result that was handed in is published, or give_up().
  void run(const std::stop_token& stop);
  void rebind();   // from any thread: ends all subscribers' connections
  void give_up();  // from any thread: leave with results unpublished
  [[nodiscard]] base::MonoTime last_turn() const { return turned_.last(); }  // from any thread

 private:
  bool turn();
  void wait();
  void publish_kept();
  [[nodiscard]] bool idle();

  CollectorDesk& desk_;
  base::Mailbox<CollectorMail>& inbox_;
  base::Mailbox<StoredResult>& kept_;
  const base::Clock& clock_;
  base::MonoTime next_beat_;
  base::WakeFd wake_;
  base::TurnMark turned_;
  std::atomic<bool> given_up_{false};
  std::atomic<bool> rebind_{false};
};

}  // namespace scand::broker
