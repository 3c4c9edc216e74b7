#include "tests/kit/support/child_process.h"

#include <csignal>
#include <gtest/gtest.h>
#include <memory>
#include <system_error>

namespace scand::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(ChildProcess, TalksThroughBothPipes) {
  ChildProcess cat({"cat"});
  EXPECT_TRUE(cat.write_stdin("one\ntwo\nrest"));
  EXPECT_EQ(cat.read_line(), "one");
  EXPECT_EQ(cat.read_line(), "two");
  EXPECT_EQ(cat.read_line(milliseconds(1)), std::nullopt);  // not a complete line
  cat.close_stdin();
  EXPECT_EQ(cat.read_all(), "rest");
  EXPECT_EQ(cat.wait(seconds(20)), 0);
}

TEST(ChildProcess, ReturnsTheExitCodeOrTheSignal) {
  ChildProcess seven({"sh", "-c", "exit 7"});
  EXPECT_EQ(seven.wait(seconds(20)), 7);
  EXPECT_EQ(seven.wait(seconds(20)), 7);
  ChildProcess cat({"cat"});
  EXPECT_EQ(cat.wait(milliseconds(1)), std::nullopt);
  cat.signal(SIGTERM);
  EXPECT_EQ(cat.wait(seconds(20)), 128 + SIGTERM);
  EXPECT_FALSE(cat.write_stdin("gone"));
}

TEST(ChildProcess, AddsToTheEnvironment) {
  ChildProcess shell({"sh", "-c", "echo $SCAND_TEST_WORD:${PATH:+path}"},
                     {"SCAND_TEST_WORD=hello"});
  EXPECT_EQ(shell.read_line(), "hello:path");
}

TEST(ChildProcess, EndsWithItsOwnerEvenWhenASecondChildLives) {
  auto first = std::make_unique<ChildProcess>(std::vector<std::string>{"cat"});
  const ChildProcess second({"cat"});
  const pid_t pid = first->pid();
  first.reset();
  EXPECT_EQ(kill(pid, 0), -1);
  EXPECT_EQ(kill(second.pid(), 0), 0);
}

TEST(ChildProcess, AMissingProgramThrows) {
  EXPECT_THROW(ChildProcess({"no-such-program-here"}), std::system_error);
}

}  // namespace
}  // namespace scand::test
