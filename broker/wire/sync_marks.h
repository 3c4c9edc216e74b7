#pragma once
// libzmq is not instrumented, so ThreadSanitizer does not see that what was written before a send
// happened before what is read after the receive. The marks tell it, by an address that stands for
// all that is handed over; without ThreadSanitizer they are nothing.

#include <cstddef>
#include <string>

#if defined(__SANITIZE_THREAD__)
extern "C" void __tsan_acquire(void* address);
extern "C" void __tsan_release(void* address);
#endif

namespace scand::broker {

inline void mark_sent([[maybe_unused]] void* sync) {
#if defined(__SANITIZE_THREAD__)
  __tsan_release(sync);
#endif
}
inline void mark_received([[maybe_unused]] void* sync) {
#if defined(__SANITIZE_THREAD__)
  __tsan_acquire(sync);
#endif
}

// What one of libzmq's threads has written, as a string of our own. Read behind ThreadSanitizer's
// back: each word would be a report, and a suppressed report takes as long as any.
#if defined(__SANITIZE_THREAD__)
__attribute__((no_sanitize_thread, noinline)) inline std::string copy_of_received(
    const char* bytes, std::size_t size) {
  std::string copy(size, '\0');
  char* to = copy.data();
  const volatile char* from = bytes;  // so that no call of memcpy, which is watched, is made of it
  for (std::size_t at = 0; at < size; ++at)
    to[at] = from[at];
  return copy;
}
#else
inline std::string copy_of_received(const char* bytes, std::size_t size) {
  return {bytes, size};
}
#endif

}  // namespace scand::broker
