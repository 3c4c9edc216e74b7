#include "proto/request/parse_request.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "lib/base/near_match.h"
#include "proto/encoding/utf8.h"
#include "proto/limits.h"
#include "proto/request/parse_exchanges.h"
#include "proto/request/parse_universe.h"
#include "proto/request/request_fields.h"

namespace scand::proto {
namespace {

constexpr std::string_view kRequestIdAllowed = "a string of 1 to 128 printable bytes";
static_assert(kRequestIdBytesMax == 128, "the message says so");

bool printable(std::string_view text) {
  const auto shows = [](unsigned char c) { return c >= 0x20 && c != 0x7F; };
  return std::ranges::all_of(text, shows);
}

void parse_request_id(RequestFields& fields, ScanRequest& request) {
  const auto id = fields.text("requestId", kRequestIdBytesMax, kRequestIdAllowed);
  if (!id) return;
  if (id->empty() || !printable(*id))
    return fields.refuse("requestId", Value(*id), kRequestIdAllowed);
  request.request_id = *id;
}

void parse_filters(RequestFields& fields, ScanRequest& request) {
  if (const auto filter = fields.choice("signal", kSignalFilters))
    request.signal = static_cast<SignalFilter>(*filter);
  request.min_strength = request.signal == SignalFilter::hold ? 0 : kMinStrengthDefault;
  if (const auto strength = fields.number("minStrength", 0, kStrengthMax))
    request.min_strength = *strength;
  if (const auto limit = fields.whole("limit", 0, kLimitMax))
    request.limit = static_cast<std::uint32_t>(*limit);
}

void parse_execution(RequestFields& fields, ScanRequest& request) {
  if (const auto full = fields.boolean("fullAnalysis")) request.full_analysis = *full;
  if (const auto deadline =
          fields.number("deadlineSeconds", kDeadlineSecondsMin, kDeadlineSecondsMax))
    request.deadline_seconds = *deadline;
  if (const auto priority = fields.choice("priority", kPriorityNames))
    request.priority = static_cast<Priority>(*priority);
  parse_request_id(fields, request);
}

// Call it last, when every known field has been read.
void handle_unknown(RequestFields& fields, bool strict, ScanRequest& request) {
  std::vector<std::string> unknown = fields.unknown();
  if (strict && !unknown.empty())
    return fields.refuse(
        {RefusalCode::bad_request,
         fmt::format("{}: is no field of a scan request; allowed: {}{}", unknown.front(),
                     listed(fields.known()), base::did_you_mean(unknown.front(), fields.known())),
         unknown.front(),
         {}});
  if (unknown.size() > kIgnoredFieldsMax) unknown.resize(kIgnoredFieldsMax);
  request.ignored_fields = std::move(unknown);
}

}  // namespace

base::Result<ScanRequest, Refusal> parse_scan_request(const Value& request,
                                                      const ExchangeDirectory& directory,
                                                      const RequestDefaults& defaults) {
  ScanRequest parsed;
  parsed.quotes = defaults.quotes;
  parsed.min_volume_usd = defaults.min_volume_usd;
  parsed.limit = defaults.limit;
  parsed.deadline_seconds = defaults.deadline_seconds;
  RequestFields fields(request);
  parse_exchanges(fields, directory, defaults.exchange, parsed);
  if (fields.ok()) parse_universe(fields, directory, parsed);
  parse_filters(fields, parsed);
  parse_execution(fields, parsed);
  if (fields.ok()) handle_unknown(fields, defaults.strict, parsed);
  if (!fields.ok()) return fields.refusal();
  return parsed;
}

}  // namespace scand::proto
