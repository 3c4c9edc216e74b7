#include "broker/journal/rank_notes.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <string_view>
#include <system_error>
#include <utility>

namespace scand::broker {
namespace {

constexpr std::string_view kPrefix = "rank/";
// A value is the format version, answers, success rate and duration in seconds, as text.
constexpr std::string_view kVersion = "1 ";

// Removes a number and the space after it from the front of the text.
template <class Number>
bool take_number(std::string_view& text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.empty() && text.front() != ' ') return false;
  if (!text.empty()) text.remove_prefix(1);
  return true;
}

std::optional<ExchangeRank> decode(std::string_view exchange, std::string_view text) {
  ExchangeRank rank{.exchange = std::string(exchange)};
  if (exchange.empty() || !text.starts_with(kVersion)) return std::nullopt;
  text.remove_prefix(kVersion.size());
  if (!take_number(text, rank.answers) || !take_number(text, rank.success_rate) ||
      !take_number(text, rank.duration_seconds) || !text.empty())
    return std::nullopt;
  const bool rate = rank.success_rate >= 0 && rank.success_rate <= 1;
  const bool duration = rank.duration_seconds >= 0 && std::isfinite(rank.duration_seconds);
  return rate && duration ? std::optional(std::move(rank)) : std::nullopt;
}

}  // namespace

JournalNote rank_note(const ExchangeRank& rank) {
  return {
      std::string(kPrefix) + rank.exchange,
      fmt::format("{}{} {} {}", kVersion, rank.answers, rank.success_rate, rank.duration_seconds)};
}

RestoredRanks restore_ranks(const std::vector<JournalNote>& notes) {
  RestoredRanks done;
  for (const JournalNote& note : notes) {
    if (!note.key.starts_with(kPrefix)) continue;
    if (auto rank = decode(std::string_view(note.key).substr(kPrefix.size()), note.value))
      done.ranks.push_back(std::move(*rank));
    else
      done.unreadable.push_back(note.key);
  }
  return done;
}

RankNotes::RankNotes(const std::vector<ExchangeRank>& kept) {
  for (const ExchangeRank& rank : kept)
    kept_[rank.exchange] = rank;
}

std::vector<JournalNote> RankNotes::take(const std::vector<ExchangeRank>& ranks, base::MonoTime now,
                                         bool last) {
  std::vector<JournalNote> notes;
  if (!next_) next_ = now + kEvery;
  if (now < *next_ && !last) return notes;
  next_ = now + kEvery;
  for (const ExchangeRank& rank : ranks) {
    if (rank.answers == 0) continue;
    ExchangeRank& kept = kept_[rank.exchange];
    if (kept == rank) continue;
    kept = rank;
    notes.push_back(rank_note(rank));
  }
  return notes;
}

}  // namespace scand::broker
