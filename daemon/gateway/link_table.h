#pragma once
// The questions that are under way to the broker: which answer belongs to whom, and who has waited
// long enough. Pure, bounded; one thread.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "daemon/gateway/broker_question.h"
#include "lib/base/clock.h"

namespace scand::daemon::gateway {

using QuestionId = std::uint64_t;

class LinkTable {
 public:
  explicit LinkTable(std::size_t most) : most_(most) {}

  // The id to ask with; nullopt: as many as may be are under way, and `answered` is untouched.
  [[nodiscard]] std::optional<QuestionId> add(Answered& answered, base::MonoTime until);
  // Whose answer this is; nullopt: nobody waits for it any more.
  [[nodiscard]] std::optional<Answered> take(QuestionId id);
  [[nodiscard]] std::vector<Answered> take_expired(base::MonoTime now);
  [[nodiscard]] std::vector<Answered> take_all();
  // When the next one has waited long enough.
  [[nodiscard]] std::optional<base::MonoTime> next() const;
  [[nodiscard]] std::size_t size() const { return waiting_.size(); }

 private:
  struct Waiting {
    Answered answered;
    base::MonoTime until;
  };

  const std::size_t most_;
  QuestionId last_ = 0;
  std::map<QuestionId, Waiting> waiting_;
  std::set<std::pair<base::MonoTime, QuestionId>> by_time_;
};

}  // namespace scand::daemon::gateway
