#pragma once
// Which connection has waited too long: a queue for each kind of wait. All waits of a kind last
// equally long, so each queue is in the order of its ends, and setting, clearing and finding the
// next cost the same for one connection as for thousands. Pure; time is an argument; one thread.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "daemon/gateway/http_server_options.h"
#include "lib/base/clock.h"

namespace scand::daemon::gateway {

enum class Wait : std::uint8_t { none, first_byte, header, body, idle, write, linger };
inline constexpr std::size_t kWaits = 7;

class Deadlines {
 public:
  // Part of what waits; cleared before that ends.
  struct Entry {
    Wait wait = Wait::none;
    base::MonoTime due;
    Entry* before = nullptr;
    Entry* after = nullptr;
  };

  explicit Deadlines(const HttpTimeouts& timeouts);

  // From now on, in place of what it waited for until now. Wait::none clears.
  void set(Entry& entry, Wait wait, base::MonoTime now);
  void clear(Entry& entry);
  // One whose time has come, cleared; null: none. entry->wait still says what it waited for until
  // it is set again.
  [[nodiscard]] Entry* take_due(base::MonoTime now);
  // When the next one's time comes.
  [[nodiscard]] std::optional<base::MonoTime> next() const;

 private:
  struct Queue {
    base::Nanos lasts{};
    Entry* first = nullptr;
    Entry* last = nullptr;
  };
  Queue& queue(Wait wait) { return queues_.at(static_cast<std::size_t>(wait)); }
  void unlink(Entry& entry);

  std::array<Queue, kWaits> queues_;
};

}  // namespace scand::daemon::gateway
