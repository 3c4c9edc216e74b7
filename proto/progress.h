#pragma once
// The progress of a task (from a worker) and of a job (the body of `scan.progress.<job_id>`). Each
// message is a complete snapshot, so a subscriber that joins late has missed nothing.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scand::proto {

// What a worker reports while its task runs.
struct TaskProgress {
  enum class Stage : std::uint8_t { init, scan };
  Stage stage = Stage::init;
  std::uint32_t done = 0;   // markets analysed, skipped or failed
  std::uint32_t total = 0;  // eligible markets; 0 until known
  friend bool operator==(const TaskProgress&, const TaskProgress&) = default;
};

struct ExchangeProgress {
  enum class State : std::uint8_t { queued, init, scan, done, failed };
  std::string exchange;  // the client's spelling
  State state = State::queued;
  std::uint32_t done = 0;
  std::uint32_t total = 0;
  friend bool operator==(const ExchangeProgress&, const ExchangeProgress&) = default;
};

[[nodiscard]] std::string_view name(ExchangeProgress::State state);
[[nodiscard]] std::optional<ExchangeProgress::State> parse_progress_state(std::string_view text);

struct JobProgress {
  std::string job_id;
  double elapsed_seconds = 0;  // since acceptance
  std::vector<ExchangeProgress> exchanges;
  friend bool operator==(const JobProgress&, const JobProgress&) = default;
};

}  // namespace scand::proto
