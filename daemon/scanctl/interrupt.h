#pragma once
// Turns Ctrl-C into a file descriptor that a program can poll, by signalfd(2), instead of a signal
// that interrupts it at any point.

namespace scand::daemon {

// Blocks SIGINT for this thread and the threads it starts later; construct it before any other
// thread exists. As long as it lives, Ctrl-C makes fd() readable. The destructor unblocks SIGINT.
class Interrupt {
 public:
  // Throws std::system_error if the kernel gives no descriptor.
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] int fd() const { return fd_; }
  // True if there was a Ctrl-C since the last call. fd() is not readable afterwards.
  [[nodiscard]] bool take();

 private:
  int fd_;
};

}  // namespace scand::daemon
