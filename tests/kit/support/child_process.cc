#include "tests/kit/support/child_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace scand::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

void require(bool done, const char* what) {
  if (!done) throw std::system_error(errno, std::generic_category(), what);
}

// True when `fd` becomes readable (or hung up) before `until`.
bool readable_by(int fd, steady_clock::time_point until) {
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(until - steady_clock::now()).count();
    pollfd entry{fd, POLLIN, 0};
    const int ready = poll(&entry, 1, static_cast<int>(std::max<decltype(left)>(left, 0)));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

std::vector<std::string> merged_environment(const std::vector<std::string>& added) {
  std::vector<std::string> all = added;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view own(*entry);
    const auto name = own.substr(0, own.find('=') + 1);
    const bool replaced = std::any_of(added.begin(), added.end(),
                                      [&](const auto& text) { return text.starts_with(name); });
    if (!replaced) all.emplace_back(own);
  }
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  list.reserve(texts.size() + 1);
  for (auto& text : texts)
    list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& argv,
                           const std::vector<std::string>& environment) {
  std::array<int, 2> in{-1, -1};
  std::array<int, 2> out{-1, -1};
  // A socket pair, so that writing to a program that has gone is an error and not a SIGPIPE.
  require(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) == 0, "socketpair");
  require(pipe2(out.data(), O_CLOEXEC) == 0, "pipe2");

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  std::vector<std::string> words = argv;
  std::vector<std::string> variables = merged_environment(environment);
  const int failed = posix_spawnp(&pid_, words.front().c_str(), &actions, nullptr,
                                  pointers(words).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  stdin_fd_ = in[1];
  stdout_fd_ = out[0];
  if (failed != 0) {
    close(stdin_fd_);
    close(stdout_fd_);
    throw std::system_error(failed, std::generic_category(), "cannot start " + argv.front());
  }
  // By number: this glibc declares pidfd_open without C linkage.
  pid_fd_ = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
  require(pid_fd_ >= 0, "pidfd_open");
}

ChildProcess::~ChildProcess() {
  close_stdin();
  if (!wait(std::chrono::seconds(5))) {
    signal(SIGKILL);
    (void)wait(std::chrono::seconds(60));
  }
  close(pid_fd_);
  close(stdout_fd_);
}

std::optional<std::string> ChildProcess::read_line(milliseconds limit) {
  const auto until = steady_clock::now() + limit;
  for (;;) {
    const auto end = unread_.find('\n');
    if (end != std::string::npos) {
      std::string line = unread_.substr(0, end);
      unread_.erase(0, end + 1);
      return line;
    }
    if (!read_more(until)) return std::nullopt;
  }
}

std::string ChildProcess::read_all(milliseconds limit) {
  const auto until = steady_clock::now() + limit;
  while (read_more(until)) {
  }
  return std::exchange(unread_, {});
}

bool ChildProcess::read_more(steady_clock::time_point until) {
  if (!readable_by(stdout_fd_, until)) return false;
  std::array<char, 4096> chunk;
  const ssize_t got = read(stdout_fd_, chunk.data(), chunk.size());
  if (got <= 0) return false;
  unread_.append(chunk.data(), static_cast<std::size_t>(got));
  return true;
}

bool ChildProcess::write_stdin(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(stdin_fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void ChildProcess::close_stdin() {
  if (stdin_fd_ >= 0) close(std::exchange(stdin_fd_, -1));
}

void ChildProcess::signal(int number) {
  if (!exit_code_) kill(pid_, number);
}

std::optional<int> ChildProcess::wait(milliseconds limit) {
  if (exit_code_) return exit_code_;
  if (!readable_by(pid_fd_, steady_clock::now() + limit)) return std::nullopt;
  int status = 0;
  if (waitpid(pid_, &status, 0) != pid_) {
    exit_code_ = -1;  // somebody else has waited for it
  } else {
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  return exit_code_;
}

}  // namespace scand::test
