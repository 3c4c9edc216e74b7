#pragma once
// A client that wants every result. Published messages get lost on the way to it; it notices each
// gap by the numbers and the heartbeat, and fills it with a replay.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "broker/mail/mail.h"
#include "lib/base/bytes.h"

namespace scand::broker::sim {

class Subscriber {
 public:
  void on_published(std::uint64_t seq, const base::Bytes& body);
  void on_heartbeat(std::uint64_t last_seq) { newest_ = std::max(newest_, last_seq); }
  // The replay it needs now; nullopt while there is no gap or a replay is pending.
  [[nodiscard]] std::optional<ReadResults> next_replay(const std::string& epoch);
  // The reply to it. `kept`: every result that was ever committed, by number. Whatever is wrong
  // with the reply is added to `violations`.
  void on_replay(const ReadyReply& reply, const std::map<std::uint64_t, std::string>& kept,
                 std::vector<std::string>& violations);
  void on_connection_lost() { replay_pending_ = false; }

  [[nodiscard]] bool has_gap() const { return next_ <= newest_; }
  [[nodiscard]] const std::map<std::uint64_t, std::string>& results() const { return results_; }
  [[nodiscard]] std::uint64_t replays() const { return replays_; }

 private:
  void keep(std::uint64_t seq, std::string body);

  std::map<std::uint64_t, std::string> results_;
  std::uint64_t next_ = 1;    // all earlier ones are here or were evicted
  std::uint64_t newest_ = 0;  // known to exist
  bool replay_pending_ = false;
  std::uint64_t replays_ = 0;
};

}  // namespace scand::broker::sim
