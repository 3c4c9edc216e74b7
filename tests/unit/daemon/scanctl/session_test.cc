#include "daemon/scanctl/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_console.h"

namespace scand::daemon {
namespace {

using client::ClientError;

TEST(Session, ErrorsHaveExitCodes) {
  using Kind = ClientError::Kind;
  EXPECT_EQ(exit_code(ClientError{Kind::cannot_connect, "", {}}), 7);
  EXPECT_EQ(exit_code(ClientError{Kind::no_answer, "", {}}), 8);
  EXPECT_EQ(exit_code(ClientError{Kind::interrupted, "", {}}), 130);
  EXPECT_EQ(exit_code(ClientError{Kind::bad_reply, "", {}}), 65);
  const proto::Refusal busy{
      .code = proto::RefusalCode::busy, .message = "full", .field = "", .retry_after_ms = {}};
  EXPECT_EQ(exit_code(ClientError{Kind::refused, "", busy}), 5);
}

TEST(Session, SaysWhyFieldFirstAndWhenToComeBack) {
  CommonOptions options;
  TestConsole test;
  Session session(options, test.console());
  (void)session.fail({ClientError::Kind::refused, "given 'x'; allowed: y",
                      proto::Refusal{.code = proto::RefusalCode::bad_request,
                                     .message = "",
                                     .field = "signal",
                                     .retry_after_ms = 1500}});
  (void)session.fail({ClientError::Kind::refused, "signal: given 'x\n'",
                      proto::Refusal{.code = proto::RefusalCode::bad_request,
                                     .message = "",
                                     .field = "signal",
                                     .retry_after_ms = {}}});
  EXPECT_EQ(test.messages(),
            "scanctl: signal: given 'x'; allowed: y; try again in 1.5 s\n"
            "scanctl: signal: given 'x\\x0a'\n");
}

TEST(Session, QuietRemarksAreNotSaid) {
  CommonOptions options;
  options.quiet = true;
  TestConsole test;
  Session(options, test.console()).say("a remark\n");
  EXPECT_EQ(test.messages(), "");
}

TEST(Session, AnEndpointThatIsNoneThrows) {
  CommonOptions options;
  options.server = "nonsense";
  TestConsole test;
  EXPECT_THROW(Session(options, test.console()), std::runtime_error);
}

TEST(Session, TheEnvelopeIsLeftOut) {
  const auto fields = without_envelope(
      proto::Value::Map{{"v", 1}, {"type", "ok"}, {"id", "7"}, {"state", "ready"}});
  EXPECT_EQ(fields, proto::Value(proto::Value::Map{{"state", "ready"}}));
}

}  // namespace
}  // namespace scand::daemon
