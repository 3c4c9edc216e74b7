#include "daemon/scanctl/exit_code.h"

#include <gtest/gtest.h>

namespace scand::daemon {
namespace {

using client::ClientError;
using proto::JobStatus;
using proto::RefusalCode;

TEST(ExitCode, FollowsTheStatus) {
  EXPECT_EQ(exit_code(JobStatus::complete, false), 0);
  EXPECT_EQ(exit_code(JobStatus::partial, false), 3);
  EXPECT_EQ(exit_code(JobStatus::failed, false), 4);
  EXPECT_EQ(exit_code(JobStatus::cancelled, false), 4) << "somebody else cancelled";
  EXPECT_EQ(exit_code(JobStatus::cancelled, true), 130) << "we did";
  EXPECT_EQ(exit_code(JobStatus::timeout, false), 8);
}

TEST(ExitCode, FollowsTheRefusal) {
  EXPECT_EQ(exit_code(RefusalCode::busy), 5);
  EXPECT_EQ(exit_code(RefusalCode::unavailable), 5);
  EXPECT_EQ(exit_code(RefusalCode::not_authorised), 6);
  EXPECT_EQ(exit_code(RefusalCode::internal), 4);
  for (const auto code :
       {RefusalCode::bad_request, RefusalCode::unsupported_timeframe, RefusalCode::unsupported,
        RefusalCode::conflict, RefusalCode::not_found, RefusalCode::too_old})
    EXPECT_EQ(exit_code(code), 64) << proto::name(code);
}

TEST(ExitCode, FollowsTheError) {
  using Kind = ClientError::Kind;
  EXPECT_EQ(exit_code(ClientError{Kind::cannot_connect, "", {}}), 7);
  EXPECT_EQ(exit_code(ClientError{Kind::no_answer, "", {}}), 8);
  EXPECT_EQ(exit_code(ClientError{Kind::interrupted, "", {}}), 130);
  EXPECT_EQ(exit_code(ClientError{Kind::bad_reply, "", {}}), 65);
  const proto::Refusal busy{
      .code = proto::RefusalCode::busy, .message = "full", .field = "", .retry_after_ms = {}};
  EXPECT_EQ(exit_code(ClientError{Kind::refused, "", busy}), 5);
}

}  // namespace
}  // namespace scand::daemon
