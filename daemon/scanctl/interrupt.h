#pragma once
// Ctrl-C as something to wait for, rather than something that happens at any instant.

namespace scand::daemon {

// Blocks SIGINT for this thread and those it starts later; make it before there are others. While
// it lives, Ctrl-C makes fd() readable. The signal's former treatment comes back at the end.
class Interrupt {
 public:
  // Throws std::system_error when the kernel has no descriptor left.
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  [[nodiscard]] int fd() const { return fd_; }
  // True when there was a Ctrl-C since the last call; fd() is no longer readable then.
  [[nodiscard]] bool take();

 private:
  int fd_;
};

}  // namespace scand::daemon
