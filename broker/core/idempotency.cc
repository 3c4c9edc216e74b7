#include "broker/core/idempotency.h"

#include <utility>

namespace scand::broker {

Idempotency::Found Idempotency::look_up(const proto::ScanRequest& request) const {
  if (request.request_id.empty()) return {};
  const auto found = keys_.find(request.request_id);
  if (found == keys_.end()) return {};
  const bool equal = proto::same_body(*found->second.request, request);
  return {equal ? Match::same : Match::conflict, found->second.job_id};
}

void Idempotency::remember(const std::string& job_id, RequestPtr request) {
  if (request->request_id.empty()) return;
  const std::string key = request->request_id;
  keys_.insert_or_assign(key, Holder{job_id, std::move(request)});
}

void Idempotency::forget(const std::string& job_id, const proto::ScanRequest& request) {
  const auto found = keys_.find(request.request_id);
  if (found != keys_.end() && found->second.job_id == job_id) keys_.erase(found);
}

}  // namespace scand::broker
