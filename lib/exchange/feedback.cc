#include "lib/exchange/feedback.h"

#include <optional>
#include <utility>

#include "lib/exchange/hold.h"
#include "lib/exchange/numbers.h"

namespace scand::lib::exchange {
namespace {

std::optional<double> count(const Reply& reply, const std::string& header) {
  if (header.empty()) return std::nullopt;
  const auto number = parse_number(reply.header(header));
  return number && *number >= 0 ? number : std::nullopt;
}

}  // namespace

std::vector<rate::Feedback> feedback(const Descriptor& descriptor, const Route& route,
                                     const Reply& reply) {
  std::vector<rate::Feedback> found;
  for (const CostRule& cost : route.cost) {
    const Bucket* const bucket = descriptor.bucket(cost.bucket);
    if (bucket == nullptr) continue;
    rate::Feedback said;
    said.bucket = bucket->name;
    said.used = count(reply, bucket->used_header);
    said.remaining = count(reply, bucket->remaining_header);
    said.limit = count(reply, bucket->limit_header);
    said.reset_in = reset_in(*bucket, reply);
    if (said.used || said.remaining || said.limit || said.reset_in)
      found.push_back(std::move(said));
  }
  return found;
}

}  // namespace scand::lib::exchange
