#include "tests/kit/disk/disk_calls.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <dlfcn.h>
#include <filesystem>
#include <fmt/format.h>
#include <mutex>
#include <sys/types.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace scand::broker::test {

struct DiskWatches {
  std::mutex gate;  // held through each answer: a watch that is gone is not asked
  std::vector<DiskWatch*> all;
  std::atomic<std::size_t> count{0};

  // Never destroyed: other threads may still write when the program ends.
  static DiskWatches& here() {
    static auto& watches = *new DiskWatches;
    return watches;
  }

  static std::string path_of(int fd) {
    std::string path(4096, '\0');
    const auto bytes =
        ::readlink(fmt::format("/proc/self/fd/{}", fd).c_str(), path.data(), path.size());
    path.resize(static_cast<std::size_t>(std::max<ssize_t>(bytes, 0)));
    return path;
  }

  long ask(DiskCall::Kind kind, int fd, std::size_t bytes,
           const std::function<long(std::size_t)>& pass) {
    const int before = errno;
    const std::string path = path_of(fd) + (kind == DiskCall::Kind::sync ? "/" : "");
    DiskAnswer answer;
    {
      const std::lock_guard lock(gate);
      const auto watch = std::ranges::find_if(
          all, [&](const DiskWatch* one) { return path.starts_with(one->directory_); });
      if (watch == all.end()) {
        answer.result = pass(bytes);
        answer.error = errno;
      } else {
        std::string file = path.substr((*watch)->directory_.size());
        if (file.ends_with('/')) file.pop_back();
        answer = (*watch)->answer_({kind, std::move(file), bytes, pass});
      }
    }
    errno = answer.result < 0 ? answer.error : before;
    return answer.result;
  }
};

DiskWatch::DiskWatch(const std::string& directory, Answer answer)
    : directory_(std::filesystem::weakly_canonical(directory).string() + "/"),
      answer_(std::move(answer)) {
  DiskWatches& watches = DiskWatches::here();
  const std::lock_guard lock(watches.gate);
  watches.all.push_back(this);
  ++watches.count;
}

DiskWatch::~DiskWatch() {
  DiskWatches& watches = DiskWatches::here();
  const std::lock_guard lock(watches.gate);
  std::erase(watches.all, this);
  --watches.count;
}

namespace {

// The C library's, or a sanitizer's in front of it: ThreadSanitizer learns from write() what one
// thread hands to another.
template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

template <class Pass>
long call(DiskCall::Kind kind, int fd, std::size_t bytes, const Pass& pass) {
  DiskWatches& watches = DiskWatches::here();
  return watches.count.load() == 0 ? pass(bytes) : watches.ask(kind, fd, bytes, pass);
}

}  // namespace
}  // namespace scand::broker::test

using scand::broker::test::call;
using scand::broker::test::DiskCall;
using scand::broker::test::next;

extern "C" {

ssize_t write(int fd, const void* data, std::size_t bytes) {
  static const auto pass = next<ssize_t (*)(int, const void*, std::size_t)>("write");
  return call(DiskCall::Kind::write, fd, bytes,
              [=](std::size_t some) { return pass(fd, data, some); });
}

ssize_t pwrite(int fd, const void* data, std::size_t bytes, off_t at) {
  static const auto pass = next<ssize_t (*)(int, const void*, std::size_t, off_t)>("pwrite");
  return call(DiskCall::Kind::write, fd, bytes,
              [=](std::size_t some) { return pass(fd, data, some, at); });
}

int fsync(int fd) {
  static const auto pass = next<int (*)(int)>("fsync");
  return static_cast<int>(
      call(DiskCall::Kind::sync, fd, 0, [=](std::size_t) -> long { return pass(fd); }));
}

int fdatasync(int fd) {
  static const auto pass = next<int (*)(int)>("fdatasync");
  return static_cast<int>(
      call(DiskCall::Kind::sync, fd, 0, [=](std::size_t) -> long { return pass(fd); }));
}

}  // extern "C"
