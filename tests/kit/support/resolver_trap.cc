#include "tests/kit/support/resolver_trap.h"

#include <chrono>
#include <condition_variable>
#include <dlfcn.h>
#include <mutex>
#include <netdb.h>
#include <string_view>

namespace scand::test {
namespace {

struct Trap {
  std::mutex mutex;
  std::condition_variable changed;
  bool closed = false;
  std::size_t caught = 0;
  std::size_t gave_up = 0;
};

// Never destroyed: resolver threads may outlive main.
Trap& trap() {
  static auto* one = new Trap;
  return *one;
}

void hang() {
  std::unique_lock lock(trap().mutex);
  if (!trap().closed) return;
  ++trap().caught;
  trap().changed.notify_all();
  if (!trap().changed.wait_for(lock, std::chrono::seconds(30), [] { return !trap().closed; })) {
    ++trap().gave_up;
  }
  --trap().caught;
  trap().changed.notify_all();
}

}  // namespace

ResolverTrap::ResolverTrap() {
  const std::lock_guard lock(trap().mutex);
  trap().closed = true;
  trap().gave_up = 0;
}

ResolverTrap::~ResolverTrap() {
  std::unique_lock lock(trap().mutex);
  trap().closed = false;
  trap().changed.notify_all();
  trap().changed.wait(lock, [] { return trap().caught == 0; });
}

std::size_t ResolverTrap::caught() const {
  const std::lock_guard lock(trap().mutex);
  return trap().caught;
}

void ResolverTrap::wait_caught(std::size_t count) const {
  std::unique_lock lock(trap().mutex);
  trap().changed.wait_for(lock, std::chrono::seconds(30),
                          [count] { return trap().caught >= count; });
}

std::size_t ResolverTrap::gave_up() const {
  const std::lock_guard lock(trap().mutex);
  return trap().gave_up;
}

}  // namespace scand::test

extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints,
                           addrinfo** found) {
  if (node != nullptr && std::string_view(node).ends_with("trapped.invalid")) {
    scand::test::hang();
    return EAI_AGAIN;
  }
  using Resolver = int (*)(const char*, const char*, const addrinfo*, addrinfo**);
  static const auto real = reinterpret_cast<Resolver>(dlsym(RTLD_NEXT, "getaddrinfo"));
  return real(node, service, hints, found);
}
