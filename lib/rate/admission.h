#pragma once
// All the rules of one budget in one place. Pure; BudgetLimiter adds the lock.
//
//   hold_       has the exchange told us to stop?                   hold_state.h
//   share_      how much of our share do we dare to use?            share_control.h
//   line_       would this call delay one that has waited longer?   waiting_line.h
//   buckets_    is there room under every limit?                    bucket_set.h

#include "lib/base/clock.h"
#include "lib/rate/bucket_set.h"
#include "lib/rate/budget_status.h"
#include "lib/rate/hold_memory.h"
#include "lib/rate/hold_state.h"
#include "lib/rate/limiter.h"
#include "lib/rate/share_control.h"
#include "lib/rate/waiting_line.h"

namespace scand::lib::rate {

// The functions are those of Limiter. Several threads read the clock before they get the lock, so a
// time may come late: one before the last counts as the last.
class Admission {
 public:
  Admission(const BudgetSpec& spec, base::MonoTime now);

  [[nodiscard]] Grant acquire(const Cost& cost, base::MonoTime now);
  void departed(const Cost& cost, base::MonoTime granted, base::MonoTime sent);
  void report(const Feedback& feedback, base::MonoTime now);
  void hold(base::MonoTime until, proto::ErrorKind why, base::MonoTime now);
  void merge(const BudgetSpec& spec, base::MonoTime now);
  [[nodiscard]] HoldMemory memory() const { return {hold_.memory(), share_.memory()}; }
  // Grows each time memory() changes, and only then.
  [[nodiscard]] std::uint64_t changes() const { return changes_; }
  // Takes over what an earlier process remembered, before the first call.
  void restore(const HoldMemory& memory);
  // Leaves group and egress address empty.
  [[nodiscard]] BudgetStatus status(base::MonoTime now) const;

 private:
  [[nodiscard]] base::MonoTime forward(base::MonoTime now);
  // When `cost` may leave without delaying a call that has waited longer.
  [[nodiscard]] base::MonoTime turn(const Cost& cost, base::MonoTime now) const;
  Grant refuse(const Cost& cost, base::MonoTime not_before);

  BucketSet buckets_;
  WaitingLine line_;
  HoldState hold_;
  ShareControl share_;
  base::MonoTime last_{};
  std::uint64_t granted_ = 0, refused_ = 0, holds_ = 0, bans_ = 0, changes_ = 0;
};

}  // namespace scand::lib::rate
