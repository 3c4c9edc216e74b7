// The messages as they arrive at a real notify socket.
#include "daemon/scand/systemd_notify.h"

#include <array>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace scand::daemon {
namespace {

class SystemdNotifyTest : public ::testing::Test {
 protected:
  SystemdNotifyTest() {
    std::string pattern = ::testing::TempDir() + "notifyXXXXXX";
    directory_ = mkdtemp(pattern.data());
    const auto path = directory_ + "/socket";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const auto* generic = static_cast<const sockaddr*>(static_cast<const void*>(&address));
    EXPECT_EQ(bind(socket_, generic, sizeof address), 0);
    setenv("NOTIFY_SOCKET", path.c_str(), 1);
  }
  ~SystemdNotifyTest() override {
    for (const auto* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
      unsetenv(name);
    close(socket_);
    std::filesystem::remove_all(directory_);
  }

  std::string received() {
    std::array<char, 1024> buffer{};
    const auto size = recv(socket_, buffer.data(), buffer.size(), 0);
    return size < 0 ? "" : std::string(buffer.data(), static_cast<std::size_t>(size));
  }

  SystemdNotify notify_;

 private:
  std::string directory_;
  int socket_ = -1;
};

TEST_F(SystemdNotifyTest, SendsEachStateAsItsAssignments) {
  notify_.ready("listening");
  EXPECT_EQ(received(), "READY=1\nSTATUS=listening");
  notify_.status("3 jobs");
  EXPECT_EQ(received(), "STATUS=3 jobs");
  notify_.stopping(std::chrono::seconds(32));
  EXPECT_EQ(received(), "STOPPING=1\nSTATUS=stopping\nEXTEND_TIMEOUT_USEC=32000000");
  notify_.alive();
  EXPECT_EQ(received(), "WATCHDOG=1");
}

TEST_F(SystemdNotifyTest, AStatusCannotSetAnythingElse) {
  notify_.status("okx: oops\nREADY=1\rX=1");
  EXPECT_EQ(received(), "STATUS=okx: oops READY=1 X=1");
}

TEST_F(SystemdNotifyTest, IsSilentOutsideSystemd) {
  unsetenv("NOTIFY_SOCKET");
  notify_.ready("listening");
  EXPECT_EQ(received(), "");
}

TEST_F(SystemdNotifyTest, ReadsTheWatchdogsLimit) {
  EXPECT_EQ(SystemdNotify::watchdog_limit(), std::nullopt);
  setenv("WATCHDOG_USEC", "30000000", 1);
  EXPECT_EQ(SystemdNotify::watchdog_limit(), std::chrono::seconds(30));
  setenv("WATCHDOG_PID", "1", 1);
  EXPECT_EQ(SystemdNotify::watchdog_limit(), std::nullopt) << "another process is watched";
}

}  // namespace
}  // namespace scand::daemon
