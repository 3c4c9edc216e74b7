#pragma once
// Tells ThreadSanitizer what libzmq cannot. libzmq is not instrumented, so ThreadSanitizer does not
// see that a write before a send happens before a read after the matching receive. These marks say
// so: `sync` is one address that stands for everything a context's sockets hand over. Without
// ThreadSanitizer they compile to nothing.

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

// Copies bytes that one of libzmq's threads wrote. Uninstrumented: otherwise each word would be
// reported, and a suppressed report costs as much time as a printed one.
#if defined(__SANITIZE_THREAD__)
__attribute__((no_sanitize_thread, noinline)) inline std::string copy_of_received(
    const char* bytes, std::size_t size) {
  std::string copy(size, '\0');
  char* to = copy.data();
  // volatile: so that the compiler does not turn the loop into memcpy(), which is intercepted.
  const volatile char* from = bytes;
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
