#include "broker/journal/journal_loop.h"

#include <atomic>
#include <chrono>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

#include "broker/journal/memory_journal.h"
#include "proto/reply_message.h"
#include "tests/kit/broker/receive.h"
#include "tests/kit/broker/samples.h"

namespace scand::broker {
namespace {

base::Bytes bytes(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

// A journal that refuses commits on demand and logs what was committed.
class FlakyJournal final : public Journal {
 public:
  bool refuses = false;
  std::vector<std::string> log;

  const std::string& epoch() const override { return epoch_; }
  std::uint64_t last_seq() const override { return 0; }
  void append_job(const command::JournalJob& job) override {
    group_.push_back("job " + job.job_id);
  }
  void append_result(const StoredResult& result) override {
    group_.push_back("result " + result.job_id);
  }
  void forget_job(const std::string& job_id) override { group_.push_back("forget " + job_id); }
  void append_note(const JournalNote& note) override {
    group_.push_back("note " + note.key + "=" + note.value);
  }
  base::Result<ReplayPage, proto::Refusal> read_results(std::uint64_t, std::size_t) const override {
    return ReplayPage{};
  }
  Restored restore() override { return {}; }
  JournalStats stats() const override { return {true, 1, 2, 3}; }
  base::Status<JournalFailure> commit(base::WallTime) override {
    auto group = std::exchange(group_, {});
    if (refuses) return JournalFailure{"disk full"};
    log.insert(log.end(), group.begin(), group.end());
    log.emplace_back("commit");
    return base::Ok{};
  }
  base::Result<base::Bytes, proto::Refusal> read_result(const std::string&) const override {
    return bytes("body");
  }
  base::Status<JournalFailure> settle() override {
    ++settled;
    if (refuses) return JournalFailure{"disk full"};
    return base::Ok{};
  }
  std::atomic<int> settled{0};
  std::vector<std::string> evict(base::WallTime) override { return std::exchange(evicted, {}); }
  std::vector<std::string> evicted;

 private:
  std::string epoch_ = "e";
  std::vector<std::string> group_;
};

class JournalLoopTest : public testing::Test {
 protected:
  void send(JournalMail mail) { ASSERT_TRUE(inbox_.try_push(mail)); }
  // What the broker received, in words.
  std::vector<std::string> broker_received() {
    std::vector<std::string> out;
    while (const auto mail = broker_.try_take()) {
      if (const auto* reply = std::get_if<ReadyReply>(&*mail)) {
        out.push_back("reply " + (reply->blob ? *reply->blob : "error"));
        continue;
      }
      const Event& event = std::get<Event>(*mail);
      if (const auto* kept = std::get_if<event::JobJournaled>(&event))
        out.push_back("job " + kept->job_id);
      else if (const auto* refused = std::get_if<event::JobRefusedByJournal>(&event))
        out.push_back("refused " + refused->job_id + ": " + refused->why);
      else if (const auto* result = std::get_if<event::ResultJournaled>(&event))
        out.push_back("result " + result->job_id);
      else if (const auto* evicted = std::get_if<event::JobEvicted>(&event))
        out.push_back("evicted " + evicted->job_id);
    }
    return out;
  }

  FlakyJournal journal_;
  base::ManualClock clock_;
  base::Mailbox<JournalMail> inbox_{100};
  base::Mailbox<BrokerMail> broker_{4};
  base::Mailbox<StoredResult> kept_{4};
  JournalLoop loop_{journal_, clock_, inbox_, broker_, kept_};
};

TEST_F(JournalLoopTest, WhatWaitsIsCommittedAsOneGroupAndThenReported) {
  send(command::JournalJob{"a", {}, 0});
  send(command::JournalJob{"b", {}, 0});
  send(StoredResult{"c", 1, bytes("r")});
  EXPECT_TRUE(loop_.turn());
  EXPECT_THAT(journal_.log, testing::ElementsAre("job a", "job b", "result c", "commit"));
  EXPECT_THAT(broker_received(), testing::ElementsAre("job a", "job b", "result c"));
  EXPECT_EQ(kept_.try_take()->job_id, "c");
  EXPECT_EQ(loop_.counters().commits, 1U);
}

TEST_F(JournalLoopTest, OnlyTheNewestNoteOfAGroupIsKept) {
  send(JournalNote{"hold/x", "1"});
  send(JournalNote{"hold/x", "2"});
  EXPECT_TRUE(loop_.turn());
  EXPECT_THAT(journal_.log, testing::ElementsAre("note hold/x=2", "commit"));
}

TEST_F(JournalLoopTest, AReadAloneCausesNoCommit) {
  send(command::ReadResult{{}, "a"});
  EXPECT_TRUE(loop_.turn());
  EXPECT_TRUE(journal_.log.empty());
  EXPECT_THAT(broker_received(), testing::ElementsAre("reply body"));
}

class ReplayTest : public testing::Test {
 protected:
  proto::ReplyMessage ask(std::string epoch, std::uint64_t from_seq) {
    EXPECT_TRUE(inbox_.try_push(JournalMail(ReadResults{{}, {std::move(epoch), from_seq}})));
    EXPECT_TRUE(loop_.turn());
    const auto reply = std::get<ReadyReply>(*broker_.try_take());
    EXPECT_TRUE(reply.answers_replay);
    return *proto::read_reply_message(reply.head + (reply.blob ? *reply.blob : ""));
  }
  void keep(std::uint64_t seq) {
    // Any msgpack value will do: the loop passes it on without reading it.
    EXPECT_TRUE(inbox_.try_push(JournalMail(StoredResult{
        "job" + std::to_string(seq), seq, bytes(std::string(1, static_cast<char>(seq)))})));
    EXPECT_TRUE(loop_.turn());
    while (broker_.try_take()) {
    }
  }
  MemoryJournal journal_{"c0ffee", {3, 1'000'000, std::chrono::hours(1)}};
  base::ManualClock clock_;
  base::Mailbox<JournalMail> inbox_{100};
  base::Mailbox<BrokerMail> broker_{100};
  base::Mailbox<StoredResult> kept_{100};
  JournalLoop loop_{journal_, clock_, inbox_, broker_, kept_};
};

TEST_F(ReplayTest, AnswersWithTheResultsFromTheGivenNumberOn) {
  keep(1);
  keep(2);
  keep(3);
  const auto page = ask("c0ffee", 2);
  EXPECT_EQ(page.type, proto::ReplyType::ok);
  EXPECT_EQ(*page.body.find("results"), proto::Value(proto::Value::Array{2, 3}));
  EXPECT_EQ(*page.body.find("last_seq"), proto::Value(3));
  EXPECT_EQ(*page.body.find("more"), proto::Value(false));
  EXPECT_EQ(ask("c0ffee", 4).body.find("results")->array()->size(), 0U) << "past the last";
  EXPECT_EQ(loop_.counters().replays, 2U);
  EXPECT_EQ(loop_.counters().results_replayed, 2U);
}

TEST_F(ReplayTest, ARefusalNamesWhatIsStillKept) {
  for (std::uint64_t seq = 1; seq <= 5; ++seq)
    keep(seq);
  const auto old = ask("c0ffee", 2).refusal();
  EXPECT_EQ(old.code, proto::RefusalCode::too_old);
  EXPECT_EQ(old.held, (proto::HeldResults{"c0ffee", 3}));
  const auto other = ask("beef", 4).refusal();
  EXPECT_EQ(other.code, proto::RefusalCode::too_old);
  EXPECT_EQ(other.held, (proto::HeldResults{"c0ffee", 3}));
  EXPECT_NE(other.message.find("c0ffee"), std::string::npos);
  EXPECT_EQ(loop_.counters().replays_too_old, 2U);
}

TEST_F(JournalLoopTest, AFailedCommitRefusesJobsAndKeepsResultsForLater) {
  journal_.refuses = true;
  send(command::JournalJob{"a", {}, 0});
  send(command::ForgetJob{"old"});
  send(StoredResult{"c", 1, bytes("r")});
  EXPECT_TRUE(loop_.turn());
  EXPECT_THAT(broker_received(), testing::ElementsAre("refused a: disk full"));
  EXPECT_EQ(kept_.try_take(), std::nullopt);
  EXPECT_TRUE(loop_.turn());  // still refused: nothing is reported
  EXPECT_TRUE(broker_received().empty());
  journal_.refuses = false;
  EXPECT_TRUE(loop_.turn());
  EXPECT_THAT(journal_.log, testing::ElementsAre("forget old", "result c", "commit"));
  EXPECT_THAT(broker_received(), testing::ElementsAre("result c"));
  EXPECT_EQ(kept_.try_take()->job_id, "c");
  EXPECT_TRUE(loop_.turn());
  EXPECT_TRUE(broker_received().empty());
  EXPECT_EQ(loop_.counters().commits_failed, 2U);
}

TEST_F(JournalLoopTest, NothingIsTakenWhileAnAnswerIsHeldBack) {
  for (const char* id : {"a", "b", "c", "d", "e"})
    send(command::JournalJob{id, {}, 0});
  EXPECT_FALSE(loop_.turn());  // four fit
  send(command::JournalJob{"f", {}, 0});
  EXPECT_FALSE(loop_.turn());
  EXPECT_EQ(inbox_.size(), 1U);
  EXPECT_THAT(broker_received(), testing::ElementsAre("job a", "job b", "job c", "job d"));
  EXPECT_TRUE(loop_.turn());
  EXPECT_THAT(broker_received(), testing::ElementsAre("job e", "job f"));
}

TEST_F(JournalLoopTest, EvictionsAreReported) {
  journal_.evicted = {"old"};
  EXPECT_TRUE(loop_.turn());
  EXPECT_THAT(broker_received(), testing::ElementsAre("evicted old"));
  EXPECT_EQ(loop_.counters().evicted, 1U);
}

// Under load the inbox is never quiet; then the journal settles after the time limit, and once.
TEST_F(JournalLoopTest, ACommitIsSettledInTimeUnderLoad) {
  for (int commit = 0; commit < 3; ++commit) {
    send(command::JournalJob{"a", {}, 0});
    EXPECT_TRUE(loop_.turn());
    clock_.advance(std::chrono::milliseconds(20));
    (void)broker_received();
  }
  EXPECT_EQ(journal_.settled, 0);
  EXPECT_TRUE(loop_.turn());
  EXPECT_EQ(journal_.settled, 1);
  clock_.advance(std::chrono::seconds(1));
  EXPECT_TRUE(loop_.turn());
  EXPECT_EQ(journal_.settled, 1);
}

TEST_F(JournalLoopTest, AQuietInboxSettlesAReportedCommit) {
  std::jthread thread([&](const std::stop_token& stop) { loop_.run(stop); });
  send(command::JournalJob{"a", {}, 0});
  ASSERT_TRUE(test::take_soon(broker_).has_value());
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (journal_.settled == 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::yield();
  EXPECT_EQ(journal_.settled, 1);
}

TEST_F(JournalLoopTest, AFailureToSettleIsCounted) {
  send(command::JournalJob{"a", {}, 0});
  EXPECT_TRUE(loop_.turn());
  EXPECT_FALSE(loop_.counters().failing);
  journal_.refuses = true;
  loop_.settle();
  EXPECT_TRUE(loop_.counters().failing);
}

TEST_F(JournalLoopTest, StopFirstAnswersWhatWaits) {
  send(command::JournalJob{"a", {}, 0});
  std::jthread thread([&](const std::stop_token& stop) { loop_.run(stop); });
  thread.request_stop();
  thread.join();
  EXPECT_THAT(broker_received(), testing::ElementsAre("job a"));
  EXPECT_EQ(journal_.settled, 1);
}

}  // namespace
}  // namespace scand::broker
