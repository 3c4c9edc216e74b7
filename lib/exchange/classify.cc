#include "lib/exchange/classify.h"

#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <utility>

#include "lib/exchange/clean_text.h"
#include "lib/exchange/general_errors.h"
#include "lib/exchange/rate_feedback.h"
#include "lib/exchange/row_columns.h"

namespace scand::lib::exchange {
namespace {

using proto::ErrorKind;

// A firewall's page can be long; the words that identify it stand at its beginning.
constexpr std::size_t kPageBytes = 16u << 10;

// What the body says about itself.
struct BodyError {
  bool is_json = false;
  bool reported = false;  // one of the descriptor's `when` holds
  std::string code, text;
};

Column column_of(const std::vector<Path>& paths) {
  Column column;
  for (const Path& path : paths)
    column.push_back({.at = path, .factor = 1, .factor_at = {}, .unit = VolumeUnit::base});
  return column;
}

BodyError read_body(BodyReader& reader, const ErrorRules& rules, std::string_view body) {
  BodyError error;
  error.is_json = reader.load(body).ok();
  if (!error.is_json) {
    error.text = body.substr(0, kPageBytes);
    return error;
  }
  RowColumns columns;
  std::vector<RowColumns::Handle> tests;
  for (const Conditions& conditions : rules.when)
    tests.push_back(columns.add(conditions));
  const auto code = columns.add(column_of(rules.code));
  const auto text = columns.add(column_of(rules.text));
  // A body that is broken further on is left to the decoder, which reads all of it.
  if (!columns.read_roots(reader).ok()) return error;
  const Row nothing;
  error.reported =
      std::ranges::any_of(tests, [&](auto test) { return columns.holds(test, nothing); });
  error.code = columns.text(code, nothing);
  error.text = columns.text(text, nothing);
  return error;
}

// A rule without a status is about the exchange's own errors (JSON), not about a firewall's page.
bool matches(const ErrorRule& rule, int status, const BodyError& error) {
  if (!error.is_json && rule.statuses.empty()) return false;
  const auto is_in = [](const auto& list, const auto& value) {
    return list.empty() || std::ranges::find(list, value) != list.end();
  };
  return is_in(rule.statuses, status) && is_in(rule.codes, error.code) &&
         (rule.texts.empty() || std::ranges::any_of(rule.texts, [&](const std::string& part) {
            return contains_any_case(error.text, part);
          }));
}

// How long to stay away: the longest time that the reply states, else the rule's, else the
// descriptor's, else the general one.
std::optional<base::Nanos> hold_for(const Descriptor& descriptor, const ErrorRule* rule,
                                    ErrorKind kind, const Reply& reply, std::string_view text) {
  std::optional<base::Nanos> stated = retry_after(reply);
  if (rule != nullptr && rule->time)
    stated = std::max(stated, time_in_text(*rule->time, text, reply));
  if (kind == ErrorKind::rate_limited)
    for (const Bucket& bucket : descriptor.buckets)
      stated = std::max(stated, reset_in(bucket, reply));
  const bool holds = general_hold(kind).has_value() || kind == ErrorKind::transient;
  if (stated && holds) return stated;
  if (rule != nullptr && rule->hold) return rule->hold->count() == 0 ? std::nullopt : rule->hold;
  const auto own = descriptor.errors.holds.find(kind);
  return own != descriptor.errors.holds.end() ? own->second : general_hold(kind);
}

std::string message(const Descriptor& descriptor, ErrorKind kind, int status,
                    const BodyError& error, std::optional<base::Nanos> hold) {
  std::string text = fmt::format("{} answered HTTP {}", descriptor.name, status);
  if (!error.code.empty()) text += fmt::format(", code {}", clean_text(error.code, 60));
  if (!error.text.empty()) text += fmt::format(", \"{}\"", clean_text(error.text));
  text += fmt::format(": {}", advice(kind));
  if (hold) text += fmt::format("; no calls for {:.0f} s", base::seconds(*hold));
  return text;
}

}  // namespace

std::optional<VenueError> classify(BodyReader& reader, const Descriptor& descriptor,
                                   const Reply& reply) {
  const BodyError error = read_body(reader, descriptor.errors, reply.body);
  const bool success = reply.status >= 200 && reply.status < 300;
  if (success && error.is_json && !error.reported) return std::nullopt;
  const auto& rules = descriptor.errors.rules;
  const auto rule = std::ranges::find_if(
      rules, [&](const ErrorRule& r) { return matches(r, reply.status, error); });
  const ErrorRule* const found = rule == rules.end() ? nullptr : &*rule;
  const ErrorKind kind =
      found != nullptr ? found->kind : general_kind(reply.status, error.is_json, error.text);
  const auto hold = hold_for(descriptor, found, kind, reply, error.text);
  return VenueError{kind, hold, message(descriptor, kind, reply.status, error, hold)};
}

std::optional<VenueError> classify(const Descriptor& descriptor, const Reply& reply) {
  BodyReader reader;
  return classify(reader, descriptor, reply);
}

}  // namespace scand::lib::exchange
