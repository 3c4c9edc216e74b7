#pragma once
// The gateway's link to the broker: a client of it like others, over an endpoint inside the
// process, on a thread of its own. Questions of many HTTP clients are under way at once, each under
// its client's name; the broker never waits for an HTTP peer, nor one of them for another.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>

#include "broker/wire/socket.h"
#include "daemon/gateway/broker_question.h"
#include "daemon/gateway/link_table.h"
#include "lib/base/clock.h"
#include "lib/base/mailbox.h"
#include "lib/base/turn_mark.h"

namespace scand::daemon::gateway {

// Any thread reads.
struct LinkCounters {
  std::atomic<std::uint64_t> asked{0};
  std::atomic<std::uint64_t> refused_full{0};
  std::atomic<std::uint64_t> unanswered{0};  // no answer within the limit
  std::atomic<std::uint64_t> late{0};        // answers that nobody waited for any more
  std::atomic<std::uint64_t> unreadable{0};  // a mistake in this program
  std::atomic<std::uint64_t> under_way{0};   // now
};

class BrokerLink final : public Asker {
 public:
  // `context` is the broker's; `clock` outlives the link.
  BrokerLink(std::shared_ptr<broker::SocketContext> context, const base::Clock& clock);
  ~BrokerLink() override;  // stops
  BrokerLink(const BrokerLink&) = delete;
  BrokerLink& operator=(const BrokerLink&) = delete;

  void start();
  // Whoever still waits is answered `closed`. A second call does nothing.
  void stop();

  void ask(Question question, Answered answered) override;
  [[nodiscard]] const LinkCounters& counters() const { return counters_; }
  [[nodiscard]] base::MonoTime last_turn() const { return turned_.last(); }  // from any thread

 private:
  struct Mail {
    Question question;
    Answered answered;
    base::MonoTime until;
  };
  void run(const std::stop_token& stop);
  bool send_questions();
  bool receive_answers();
  void send(Mail mail);
  void expire();
  void wait();
  void refuse_full(const Answered& answered);

  const base::Clock& clock_;
  broker::Socket socket_;  // the link's thread alone, once it runs
  LinkTable table_;        // likewise
  base::Mailbox<Mail> box_;
  base::WakeFd wake_;
  std::atomic<bool> closed_{false};
  LinkCounters counters_;
  base::TurnMark turned_;
  std::jthread thread_;
};

}  // namespace scand::daemon::gateway
