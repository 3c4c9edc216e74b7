#pragma once
// libzmq is not instrumented, so ThreadSanitizer does not see that what was written before a send
// happened before what is read after the receive. These two tell it, by an address that stands for
// all that is handed over; without ThreadSanitizer they are nothing.

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

}  // namespace scand::broker
