#pragma once
// The questions that are in flight to the broker: matches answers to them and finds those that have
// waited too long. Pure; bounded; one thread.

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
  explicit LinkTable(std::size_t capacity) : capacity_(capacity) {}

  // The id to send the question with; nullopt: the table is full, and `on_answer` is untouched.
  [[nodiscard]] std::optional<QuestionId> add(OnAnswer& on_answer, base::MonoTime until);
  // Takes the question with this id out; nullopt: it is not in flight any more.
  [[nodiscard]] std::optional<OnAnswer> take(QuestionId id);
  [[nodiscard]] std::vector<OnAnswer> take_expired(base::MonoTime now);
  [[nodiscard]] std::vector<OnAnswer> take_all();
  // When the next question will have waited too long.
  [[nodiscard]] std::optional<base::MonoTime> next() const;
  [[nodiscard]] std::size_t size() const { return waiting_.size(); }

 private:
  struct Waiting {
    OnAnswer on_answer;
    base::MonoTime until;
  };

  const std::size_t capacity_;
  QuestionId last_ = 0;
  std::map<QuestionId, Waiting> waiting_;
  std::set<std::pair<base::MonoTime, QuestionId>> by_time_;
};

}  // namespace scand::daemon::gateway
