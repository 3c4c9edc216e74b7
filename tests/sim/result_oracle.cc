#include "tests/sim/result_oracle.h"

#include <fmt/format.h>
#include <variant>

namespace scand::broker::sim {

void ResultOracle::on_command(const Command& command, bool answer_ok) {
  if (const auto* begin = std::get_if<command::Begin>(&command)) {
    jobs_[begin->job_id].asked = begin->request.exchanges.size();
  } else if (const auto* part = std::get_if<command::Part>(&command)) {
    jobs_[part->job_id].pieces[part->exchange] = {answer_ok, part->attempts, part->shared};
  } else if (const auto* missing = std::get_if<command::Missing>(&command)) {
    jobs_[missing->job_id].pieces[missing->exchange] = {false, missing->attempts, false};
  } else if (const auto* finish = std::get_if<command::Finish>(&command)) {
    jobs_[finish->job_id].seq = finish->seq;
    jobs_[finish->job_id].status = finish->status;
  }
}

void ResultOracle::on_result(const StoredResult& stored, const proto::ScanResult& result) {
  const auto found = jobs_.find(result.job_id);
  if (found == jobs_.end()) return add_violation("a result of an unknown job");
  const Job& job = found->second;
  const bool named = stored.job_id == result.job_id && stored.seq == job.seq &&
                     stored.status == job.status && result.seq == job.seq &&
                     result.epoch == epoch_ && result.status == job.status;
  if (!named) add_violation(result.job_id + ": its result has a wrong seq, epoch or status");
  if (result.exchanges.size() != job.asked)
    add_violation(fmt::format("{}: {} exchanges were requested, {} are in its result",
                              result.job_id, job.asked, result.exchanges.size()));
  std::uint32_t good = 0;
  for (std::size_t i = 0; i < result.exchanges.size(); ++i) {
    const proto::ExchangeDetail& detail = result.exchanges[i];
    const auto piece = job.pieces.find(result.request.exchanges[i].id);
    if (piece == job.pieces.end() || piece->second.ok == detail.failure.has_value() ||
        piece->second.attempts != detail.attempts || piece->second.shared != detail.shared)
      add_violation(fmt::format("{}: its result is wrong about {}", result.job_id, detail.name));
    good += detail.failure ? 0 : 1;
  }
  if (result.performance.successful_scans != good)
    add_violation(result.job_id + ": its result miscounts its successes");
}

void ResultOracle::on_committed(const std::vector<StoredResult>& results) {
  for (const StoredResult& result : results) {
    const std::uint64_t seq = result.seq;
    const auto [body, added] = kept_.try_emplace(seq, *result.encoded);
    if (!added) {
      if (body->second != *result.encoded || job_of_[seq] != result.job_id)
        add_violation(fmt::format("result {} has two contents", seq));
      continue;
    }
    if (!seq_of_.try_emplace(result.job_id, seq).second)
      add_violation(result.job_id + " has two results");
    job_of_[seq] = result.job_id;
  }
}

void ResultOracle::on_shown(const std::string& job_id, const std::string& body) {
  const auto seq = seq_of_.find(job_id);
  if (seq == seq_of_.end())
    return add_violation(job_id + ": its result is shown before it is stored");
  if (kept_.at(seq->second) != body)
    add_violation(job_id + ": its result is shown with other bytes than stored");
}

}  // namespace scand::broker::sim
