#include "proto/topics.h"

#include <cstddef>

#include "proto/limits.h"
#include "proto/messages.h"

namespace scand::proto {
namespace {

constexpr std::size_t kSeqBytes = 8;

std::string joined(std::string_view prefix, std::string_view rest) {
  return std::string(prefix).append(rest);
}

// The rest after the prefix has to be a job id and nothing else.
std::optional<Topic> topic_of_job(Topic::Kind kind, std::string_view rest) {
  if (!is_job_id(rest)) return std::nullopt;
  return Topic{kind, std::string(rest), ""};
}

std::optional<Topic> topic_of_partial(std::string_view rest) {
  const std::string_view job_id = rest.substr(0, kJobIdBytes);
  rest.remove_prefix(job_id.size());
  if (!is_job_id(job_id) || rest.size() < 2 || rest.front() != '.') return std::nullopt;
  return Topic{Topic::Kind::partial, std::string(job_id), std::string(rest.substr(1))};
}

}  // namespace

std::string result_topic(std::string_view job_id) {
  return joined(kResultTopics, job_id);
}

std::string progress_topic(std::string_view job_id) {
  return joined(kProgressTopics, job_id);
}

std::string partials_of(std::string_view job_id) {
  return joined(kPartialTopics, job_id).append(".");
}

std::string partial_topic(std::string_view job_id, std::string_view exchange_id) {
  return partials_of(job_id).append(exchange_id);
}

std::optional<Topic> parse_topic(std::string_view text) {
  const auto after = [&](std::string_view prefix) { return text.substr(prefix.size()); };
  if (text == kHealthTopic) return Topic{};
  if (text.starts_with(kResultTopics))
    return topic_of_job(Topic::Kind::result, after(kResultTopics));
  if (text.starts_with(kProgressTopics))
    return topic_of_job(Topic::Kind::progress, after(kProgressTopics));
  if (text.starts_with(kPartialTopics)) return topic_of_partial(after(kPartialTopics));
  return std::nullopt;
}

std::string seq_frame(std::uint64_t seq) {
  std::string frame(kSeqBytes, '\0');
  for (std::size_t i = kSeqBytes; i-- > 0; seq >>= 8U)
    frame[i] = static_cast<char>(seq & 0xFFU);
  return frame;
}

std::optional<std::uint64_t> parse_seq_frame(std::string_view frame) {
  if (frame.size() != kSeqBytes) return std::nullopt;
  std::uint64_t seq = 0;
  for (const char byte : frame)
    seq = (seq << 8U) | static_cast<unsigned char>(byte);
  return seq;
}

}  // namespace scand::proto
