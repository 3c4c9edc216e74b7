#include "daemon/scanctl/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_console.h"

namespace scand::daemon {
namespace {

using client::ClientError;

TEST(Session, AFailureNamesTheFieldAndWhenToTryAgain) {
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

TEST(Session, QuietSuppressesRemarks) {
  CommonOptions options;
  options.quiet = true;
  TestConsole test;
  Session(options, test.console()).say("a remark\n");
  EXPECT_EQ(test.messages(), "");
}

TEST(Session, AMalformedEndpointThrows) {
  CommonOptions options;
  options.server = "nonsense";
  TestConsole test;
  EXPECT_THROW(Session(options, test.console()), std::runtime_error);
}

}  // namespace
}  // namespace scand::daemon
