#include "daemon/metrics/observers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>

namespace scand::daemon {
namespace {

class Noting final : public broker::JobObserver {
 public:
  Noting(std::string name, std::vector<std::string>& notes)
      : name_(std::move(name)), notes_(notes) {}
  void job_started(const broker::observed::JobStarted&) override { note("started"); }
  void exchange_started(const broker::observed::ExchangeStarted&) override { note("took"); }
  void exchange_finished(const broker::observed::ExchangeFinished&) override { note("gave"); }
  void job_finished(const broker::observed::JobFinished&) override { note("finished"); }
  void circuit_changed(const broker::observed::CircuitChanged&) override { note("circuit"); }
  void subscribers_disconnected(std::size_t) override { note("sent away"); }

 private:
  void note(const char* what) { notes_.push_back(name_ + what); }
  const std::string name_;
  std::vector<std::string>& notes_;
};

TEST(Observers, PassesEveryEventToEachInTurn) {
  std::vector<std::string> notes;
  Noting first("1 ", notes), second("2 ", notes);
  Observers all({&first, &second});
  all.job_started({});
  all.exchange_started({});
  all.exchange_finished({});
  all.job_finished({});
  all.circuit_changed({});
  all.subscribers_disconnected(1);
  EXPECT_THAT(notes, ::testing::ElementsAre("1 started", "2 started", "1 took", "2 took", "1 gave",
                                            "2 gave", "1 finished", "2 finished", "1 circuit",
                                            "2 circuit", "1 sent away", "2 sent away"));
}

}  // namespace
}  // namespace scand::daemon
