#include "daemon/scand/log/journal_sink.h"

#include <algorithm>
#include <cctype>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "job_samples.h"

#include "daemon/scand/log/job_report.h"

namespace scand::daemon {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(JournalSink, FieldsOfAJob) {
  const auto fields =
      journal_fields(report_job_finished(samples::parallel_result(), samples::kFinished));
  EXPECT_THAT(fields,
              Contains("MESSAGE=scan ended partial: 2 of 3 exchanges, 45 signals, 55.11 s"));
  EXPECT_THAT(fields, Contains("PRIORITY=4"));
  EXPECT_THAT(fields, Contains("SCAND_EVENT=job.finished"));
  EXPECT_THAT(fields, Contains("MESSAGE_ID=2212a2e4a33244739aacbf8f01a96647"));
  EXPECT_THAT(fields, Contains("SCAND_JOB_ID=01jb3v8q0000000000000000k7"));
  EXPECT_THAT(fields, Contains("SCAND_STATUS=partial"));
  EXPECT_THAT(fields, Contains("SCAND_DURATION_US=55110000"));
  EXPECT_THAT(fields, Contains("SCAND_COUNT=45"));
}

TEST(JournalSink, FieldNamesAreValidInTheJournal) {
  for (const auto& field : journal_fields(report_exchange_finished(
           "j", proto::ScanMode::parallel,
           samples::failed_detail("okx", proto::ErrorKind::tls, "a\nMESSAGE=forged")))) {
    const auto name = field.substr(0, field.find('='));
    EXPECT_LE(name.size(), 64u);
    EXPECT_NE(name[0], '_');
    EXPECT_TRUE(std::ranges::all_of(name, [](char c) {
      return std::isupper(static_cast<unsigned char>(c)) != 0 ||
             std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_';
    })) << name;
  }
}

TEST(JournalSink, EachEventKindHasItsOwnId) {
  std::vector<std::string> ids;
  for (const auto* event : {"scand.started", "scand.stopping", "job.started", "exchange.started",
                            "exchange.finished", "job.finished"}) {
    for (const auto& field : journal_fields({{}, base::LogLevel::info, event, "m", {}, {}}))
      if (field.starts_with("MESSAGE_ID=")) ids.push_back(field);
  }
  ASSERT_EQ(ids.size(), 6u);
  for (const auto& id : ids) {
    EXPECT_EQ(id.size(), std::string("MESSAGE_ID=").size() + 32);
    EXPECT_EQ(std::ranges::count(ids, id), 1);
  }
  EXPECT_THAT(journal_fields({{}, base::LogLevel::info, "other", "m", {}, {}}),
              Not(Contains(StartsWith("MESSAGE_ID="))));
}

TEST(JournalSink, SendsEachRecordOnce) {
  std::vector<std::vector<std::string>> sent;
  const auto sink = make_journal_sink([&](const auto& fields) {
    sent.push_back(fields);
    return true;
  });
  sink->write({{}, base::LogLevel::error, "e", "m", {{"n", 1.5}}, "block"});
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_THAT(sent[0], Contains("SCAND_N=1.5"));
}

TEST(JournalSink, FallsBackToALineOnStandardError) {
  ::testing::internal::CaptureStderr();
  make_journal_sink([](const auto&) {
    return false;
  })->write({{}, base::LogLevel::error, "e", "lost?", {}, "====\nblock"});
  const auto text = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(text, HasSubstr("error   e: lost?\n"));
  EXPECT_THAT(text, Not(HasSubstr("block")));
}

}  // namespace
}  // namespace scand::daemon
