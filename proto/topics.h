#pragma once
// The two frames in front of a publication's body: the topic, and the sequence number as eight
// bytes, most significant first. SPEC.md, "Publications".

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scand::proto {

inline constexpr std::string_view kResultTopics =
    "scan.result.";  // a prefix; subscribes to all results
inline constexpr std::string_view kPartialTopics = "scan.partial.";
inline constexpr std::string_view kProgressTopics = "scan.progress.";
inline constexpr std::string_view kHealthTopic = "scand.health";

[[nodiscard]] std::string result_topic(std::string_view job_id);
[[nodiscard]] std::string partial_topic(std::string_view job_id, std::string_view exchange_id);
[[nodiscard]] std::string progress_topic(std::string_view job_id);
// A prefix that subscribes to the partials of one job, of all its exchanges.
[[nodiscard]] std::string partials_of(std::string_view job_id);

struct Topic {
  enum class Kind : std::uint8_t { result, partial, progress, health };
  Kind kind = Kind::health;
  std::string job_id;    // empty for health
  std::string exchange;  // canonical id; only for a partial
  friend bool operator==(const Topic&, const Topic&) = default;
};
// nullopt for an unknown topic: a subscriber ignores it.
[[nodiscard]] std::optional<Topic> parse_topic(std::string_view text);

[[nodiscard]] std::string seq_frame(std::uint64_t seq);
[[nodiscard]] std::optional<std::uint64_t> parse_seq_frame(std::string_view frame);

}  // namespace scand::proto
