#pragma once
// Passes each event of a job to several observers, in the order given.

#include <utility>
#include <vector>

#include "broker/results/job_observer.h"

namespace scand::daemon {

class Observers final : public broker::JobObserver {
 public:
  // None may be null. All must outlive this object.
  explicit Observers(std::vector<broker::JobObserver*> all) : all_(std::move(all)) {}

  void job_started(const broker::observed::JobStarted& event) override {
    for (auto* one : all_)
      one->job_started(event);
  }
  void exchange_started(const broker::observed::ExchangeStarted& event) override {
    for (auto* one : all_)
      one->exchange_started(event);
  }
  void exchange_finished(const broker::observed::ExchangeFinished& event) override {
    for (auto* one : all_)
      one->exchange_finished(event);
  }
  void job_finished(const broker::observed::JobFinished& event) override {
    for (auto* one : all_)
      one->job_finished(event);
  }
  void circuit_changed(const broker::observed::CircuitChanged& event) override {
    for (auto* one : all_)
      one->circuit_changed(event);
  }
  void subscribers_disconnected(std::size_t unread_bytes) override {
    for (auto* one : all_)
      one->subscribers_disconnected(unread_bytes);
  }

 private:
  const std::vector<broker::JobObserver*> all_;
};

}  // namespace scand::daemon
