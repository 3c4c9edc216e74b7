#pragma once
// A program that a test starts and that never outlives it: a server under test, a client in another
// language, scand itself.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace scand::test {

// One thread. Standard error is the test's own. Both pipes are closed on exec, so a second child
// does not keep the first one's standard input open.
class ChildProcess {
 public:
  // argv[0] is looked up in PATH; `environment` ("NAME=value") is added to, or replaces, our own.
  // Throws std::system_error when the program cannot be started.
  explicit ChildProcess(const std::vector<std::string>& argv,
                        const std::vector<std::string>& environment = {});
  // Closes standard input, gives the program five seconds to end by itself, then kills it.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }

  // The next line of standard output without its end; nullopt when the output has ended or no whole
  // line came within `limit`.
  [[nodiscard]] std::optional<std::string> read_line(
      std::chrono::milliseconds limit = std::chrono::seconds(20));
  // All that is left of standard output, up to its end or `limit`.
  [[nodiscard]] std::string read_all(std::chrono::milliseconds limit = std::chrono::seconds(20));

  // False when the program no longer reads.
  bool write_stdin(std::string_view bytes);
  void close_stdin();

  void signal(int number);
  // The exit code (128 + number when a signal ended it); nullopt while it still runs after `limit`.
  [[nodiscard]] std::optional<int> wait(std::chrono::milliseconds limit);

 private:
  bool read_more(std::chrono::steady_clock::time_point until);

  pid_t pid_ = -1;
  int pid_fd_ = -1;
  int stdin_fd_ = -1;
  int stdout_fd_ = -1;
  std::string unread_;
  std::optional<int> exit_code_;
};

}  // namespace scand::test
