#include "broker/workers/worker_frames.h"

#include <utility>

#include "lib/base/big_endian.h"

namespace scand::broker {
namespace {

constexpr char kTask = 'T', kReady = 'R', kProgress = 'P', kAnswer = 'A', kAddress = 'w';
constexpr std::uint8_t kNoErrorKind = 255;  // in place of a proto::ErrorKind

void put_attempt(std::string& out, std::uint64_t task_id, std::uint32_t attempt) {
  base::put_big_endian(out, task_id);
  base::put_big_endian(out, attempt);
}

std::optional<AttemptId> take_attempt(std::string_view& bytes) {
  const auto task_id = base::take_big_endian<std::uint64_t>(bytes);
  const auto attempt = base::take_big_endian<std::uint32_t>(bytes);
  if (!task_id || !attempt) return std::nullopt;
  return AttemptId{*task_id, *attempt};
}

std::optional<WorkerMessage> read_progress(WorkerId worker, std::string_view bytes) {
  const auto attempt = take_attempt(bytes);
  const auto stage = base::take_big_endian<std::uint8_t>(bytes);
  const auto done = base::take_big_endian<std::uint32_t>(bytes);
  const auto total = base::take_big_endian<std::uint32_t>(bytes);
  if (!attempt || !stage || !done || !total || !bytes.empty() || *stage > 1) return std::nullopt;
  return WorkerMessage{event::TaskProgressed{worker,
                                             attempt->task_id,
                                             attempt->attempt,
                                             {proto::TaskProgress::Stage{*stage}, *done, *total}}};
}

std::optional<WorkerMessage> read_answer(WorkerId worker, std::string_view bytes,
                                         std::string&& payload) {
  const auto attempt = take_attempt(bytes);
  const auto outcome = base::take_big_endian<std::uint8_t>(bytes);
  const auto kind = base::take_big_endian<std::uint8_t>(bytes);
  const auto duration_ns = base::take_big_endian<std::int64_t>(bytes);
  const auto credits = base::take_big_endian<std::uint8_t>(bytes);
  if (!attempt || !outcome || !kind || !duration_ns || !credits || *credits > 1)
    return std::nullopt;
  if (*outcome > static_cast<std::uint8_t>(event::Outcome::lost)) return std::nullopt;
  if (*kind != kNoErrorKind && *kind >= proto::kErrorKindCount) return std::nullopt;
  event::TaskAnswered answered;
  answered.worker = worker;
  answered.task_id = attempt->task_id;
  answered.attempt = attempt->attempt;
  answered.outcome = event::Outcome{*outcome};
  if (*kind != kNoErrorKind) answered.error_kind = proto::ErrorKind{*kind};
  answered.duration_ns = *duration_ns;
  answered.message = std::string(bytes);
  if (answered.outcome != event::Outcome::lost)
    answered.payload = std::make_shared<const std::string>(std::move(payload));
  return WorkerMessage{std::move(answered), *credits == 1};
}

}  // namespace

std::string encode_task_header(const AttemptId& attempt) {
  std::string out(1, kTask);
  put_attempt(out, attempt.task_id, attempt.attempt);
  return out;
}

std::optional<AttemptId> decode_task_header(std::string_view header) {
  if (header.empty() || header.front() != kTask) return std::nullopt;
  header.remove_prefix(1);
  const auto attempt = take_attempt(header);
  return header.empty() ? attempt : std::nullopt;
}

std::string encode_ready() {
  return {kReady};
}

std::string encode_header(const event::TaskProgressed& progressed) {
  std::string out(1, kProgress);
  put_attempt(out, progressed.task_id, progressed.attempt);
  base::put_big_endian(out, static_cast<std::uint8_t>(progressed.progress.stage));
  base::put_big_endian(out, progressed.progress.done);
  base::put_big_endian(out, progressed.progress.total);
  return out;
}

std::string encode_header(const event::TaskAnswered& answered, bool with_credit) {
  std::string out(1, kAnswer);
  put_attempt(out, answered.task_id, answered.attempt);
  base::put_big_endian(out, static_cast<std::uint8_t>(answered.outcome));
  base::put_big_endian(
      out, answered.error_kind ? static_cast<std::uint8_t>(*answered.error_kind) : kNoErrorKind);
  base::put_big_endian(out, answered.duration_ns);
  base::put_big_endian(out, static_cast<std::uint8_t>(with_credit));
  return out + answered.message;
}

std::optional<WorkerMessage> decode_from_worker(WorkerId worker, std::string_view header,
                                                std::string&& payload) {
  if (header.empty()) return std::nullopt;
  const char kind = header.front();
  header.remove_prefix(1);
  if (kind == kReady && header.empty()) return WorkerMessage{event::WorkerReady{worker}};
  if (kind == kProgress) return read_progress(worker, header);
  if (kind == kAnswer) return read_answer(worker, header, std::move(payload));
  return std::nullopt;
}

std::string worker_address(WorkerId worker) {
  std::string out(1, kAddress);
  base::put_big_endian(out, worker);
  return out;
}

std::optional<WorkerId> parse_worker_address(std::string_view address) {
  if (address.empty() || address.front() != kAddress) return std::nullopt;
  address.remove_prefix(1);
  const auto worker = base::take_big_endian<WorkerId>(address);
  return address.empty() ? worker : std::nullopt;
}

}  // namespace scand::broker
