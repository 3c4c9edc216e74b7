#include "proto/request/parse_query.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>

#include "proto/messages.h"
#include "proto/request/parse_exchanges.h"
#include "proto/request/request_fields.h"

namespace scand::proto {
namespace {

constexpr std::array<std::string_view, 7> kStatuses{"queued",  "running", "complete", "partial",
                                                    "timeout", "failed",  "cancelled"};
constexpr std::string_view kJobIdAllowed = "a job id of 26 characters, as scan.accepted gave it";

constexpr std::string_view kEpochAllowed = "a hex string, as scand.health and results carry it";

Refusal missing(std::string_view field, std::string_view allowed) {
  return {RefusalCode::bad_request,
          fmt::format("{}: is missing; allowed: {}", field, allowed),
          std::string(field),
          {}};
}

std::string parse_epoch(RequestFields& fields) {
  const Value* given = fields.any("epoch");
  if (given == nullptr) {
    fields.refuse(missing("epoch", kEpochAllowed));
    return {};
  }
  const std::string* text = given->string();
  if (text != nullptr && !text->empty() && text->size() <= kEpochBytesMax &&
      text->find_first_not_of("0123456789abcdefABCDEF") == std::string::npos)
    return to_lower(*text);
  fields.refuse("epoch", *given, kEpochAllowed);
  return {};
}

std::string parse_job_id(RequestFields& fields) {
  const Value* given = fields.any("job_id");
  if (given == nullptr) {
    fields.refuse(missing("job_id", kJobIdAllowed));
    return {};
  }
  if (given->string() != nullptr && is_job_id(*given->string())) return *given->string();
  fields.refuse("job_id", *given, kJobIdAllowed);
  return {};
}

template <class T>
base::Result<T, Refusal> result_of(const RequestFields& fields, T query) {
  if (!fields.ok()) return fields.refusal();
  return query;
}

void parse_exchange_names(RequestFields& fields, const ExchangeDirectory& directory,
                          std::vector<std::string>& ids) {
  const Value* given = fields.any("exchange");
  if (given == nullptr) return;
  const Value::Array one{*given};
  const Value::Array& names = given->array() != nullptr ? *given->array() : one;
  if (names.empty() || names.size() > kExchangesMax)
    return fields.refuse("exchange", *given,
                         fmt::format("an array of 1 to {} exchange names", kExchangesMax));
  for (const Value& name : names) {
    const ExchangeInfo* exchange = known_exchange(fields, "exchange", name, directory);
    if (exchange != nullptr && std::ranges::find(ids, exchange->id) == ids.end())
      ids.push_back(exchange->id);
  }
}

}  // namespace

base::Result<JobQuery, Refusal> parse_job_query(const Value& body) {
  RequestFields fields(body);
  JobQuery query{parse_job_id(fields)};
  return result_of(fields, std::move(query));
}

base::Result<WaitQuery, Refusal> parse_wait_query(const Value& body) {
  RequestFields fields(body);
  WaitQuery query{parse_job_id(fields)};
  query.timeout_ms = fields.whole("timeout_ms", 0, kWaitMsMax).value_or(kWaitMsDefault);
  return result_of(fields, std::move(query));
}

base::Result<ListQuery, Refusal> parse_list_query(const Value& body) {
  RequestFields fields(body);
  ListQuery query;
  if (const auto status = fields.choice("status", kStatuses))
    query.status = static_cast<JobStatus>(*status);
  if (const auto limit = fields.whole("limit", 1, kListMax))
    query.limit = static_cast<std::uint32_t>(*limit);
  return result_of(fields, query);
}

base::Result<LatestQuery, Refusal> parse_latest_query(const Value& body,
                                                      const ExchangeDirectory& directory) {
  RequestFields fields(body);
  LatestQuery query;
  parse_exchange_names(fields, directory, query.exchanges);
  if (const auto market = fields.choice("market", kMarkets))
    query.market = static_cast<MarketType>(*market);
  if (const Value* timeframe = fields.any("timeframe"))
    query.interval = known_timeframe(fields, *timeframe);
  if (const auto filter = fields.choice("signal", kSignalFilters))
    query.signal = static_cast<SignalFilter>(*filter);
  query.min_strength = query.signal == SignalFilter::hold ? 0 : kMinStrengthDefault;
  if (const auto strength = fields.number("minStrength", 0, kStrengthMax))
    query.min_strength = *strength;
  if (const auto limit = fields.whole("limit", 0, kLimitMax))
    query.limit = static_cast<std::uint32_t>(*limit);
  return result_of(fields, std::move(query));
}

base::Result<ReplayQuery, Refusal> parse_replay_query(const Value& body) {
  RequestFields fields(body);
  ReplayQuery query{parse_epoch(fields), 0};
  const auto from_seq = fields.whole("from_seq", 1, kSeqMax);
  if (!from_seq && fields.ok())
    fields.refuse(missing("from_seq", "an integer from 1: the first number that is wanted"));
  query.from_seq = from_seq.value_or(0);
  return result_of(fields, std::move(query));
}

}  // namespace scand::proto
