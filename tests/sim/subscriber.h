#pragma once
// A client that wants every result: it hears what is published, with losses, notices each gap by
// the numbers and the heartbeat, and repairs it by replay.

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
  void hears(std::uint64_t seq, const base::Bytes& body);
  void beat(std::uint64_t last_seq) { newest_ = std::max(newest_, last_seq); }
  // What it asks for now: nothing, while nothing is missing or an answer is awaited.
  [[nodiscard]] std::optional<ReadResults> asks(const std::string& epoch);
  // The answer to it. `kept`: every result that was ever committed, by number. What is wrong is
  // written to `complaints`.
  void replayed(const ReadyReply& reply, const std::map<std::uint64_t, std::string>& kept,
                std::vector<std::string>& complaints);
  void connection_lost() { asked_ = false; }

  [[nodiscard]] bool missing() const { return next_ <= newest_; }
  [[nodiscard]] const std::map<std::uint64_t, std::string>& have() const { return have_; }
  [[nodiscard]] std::uint64_t replays() const { return replays_; }

 private:
  void keep(std::uint64_t seq, std::string body);

  std::map<std::uint64_t, std::string> have_;
  std::uint64_t next_ = 1;    // all before it are here, or were let go of
  std::uint64_t newest_ = 0;  // known to exist
  bool asked_ = false;
  std::uint64_t replays_ = 0;
};

}  // namespace scand::broker::sim
