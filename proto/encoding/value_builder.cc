#include "proto/encoding/value_builder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <span>

#include "proto/encoding/utf8.h"

namespace scand::proto {
namespace {

// A container reserves at most this many entries in advance.
constexpr std::size_t kReserveMax = 32;
// Maps of at most this many keys are checked for duplicates by hashes on the stack.
constexpr std::size_t kHashedKeys = 64;

// False: no duplicate keys. True: there may be some.
bool may_have_duplicates(const Value::Map& map) {
  if (map.size() > kHashedKeys) return true;
  std::array<std::size_t, kHashedKeys> hashes;  // NOLINT(*-member-init): the used part is filled
  std::size_t count = 0;
  for (const Value::Member& member : map)
    hashes[count++] = std::hash<std::string_view>()(member.key);
  const auto used = std::span(hashes).first(count);
  std::ranges::sort(used);
  return std::ranges::adjacent_find(used) != used.end();
}

// A duplicate key, or nullptr. Sorting keeps the check fast on a hostile large map.
const std::string* duplicate_key(const Value::Map& map) {
  if (!may_have_duplicates(map)) return nullptr;
  std::vector<const std::string*> keys;
  keys.reserve(map.size());
  for (const Value::Member& member : map)
    keys.push_back(&member.key);
  const auto by_text = [](const std::string* a, const std::string* b) { return *a < *b; };
  std::ranges::sort(keys, by_text);
  const auto same = [](const std::string* a, const std::string* b) { return *a == *b; };
  const auto found = std::ranges::adjacent_find(keys, same);
  return found == keys.end() ? nullptr : *found;
}

}  // namespace

bool ValueBuilder::fail(std::string why) {
  if (error_.empty()) error_ = std::move(why);
  return false;
}

bool ValueBuilder::count_value() {
  if (++values_ <= limits_.values) return true;
  return fail(fmt::format("more than {} values in one message", limits_.values));
}

Value* ValueBuilder::place() {
  if (!count_value()) return nullptr;
  if (open_.empty()) return &root_;
  if (Value::Array* array = open_.back()->array()) {
    if (array->size() < limits_.array_items) return &array->emplace_back();
    fail(fmt::format("an array of more than {} items", limits_.array_items));
    return nullptr;
  }
  after_key_ = false;
  return &open_.back()->map()->back().value;
}

bool ValueBuilder::add(Value value) {
  Value* place = this->place();
  if (place == nullptr) return false;
  *place = std::move(value);
  return true;
}

bool ValueBuilder::number(double value) {
  if (!std::isfinite(value)) return fail("a number that is not finite (NaN or infinity)");
  return add(Value(value));
}

bool ValueBuilder::string(std::string_view text) {
  if (text.size() > limits_.string_bytes)
    return fail(fmt::format("a string of {} bytes, where {} are allowed", text.size(),
                            limits_.string_bytes));
  if (!valid_utf8(text)) return fail("a string that is not UTF-8");
  return add(Value(text));
}

bool ValueBuilder::key(std::string_view text) {
  if (text.size() > limits_.key_bytes)
    return fail(
        fmt::format("a key of {} bytes, where {} are allowed", text.size(), limits_.key_bytes));
  if (!valid_utf8(text)) return fail("a key that is not UTF-8");
  Value::Map& map = *open_.back()->map();
  if (map.size() >= limits_.map_entries)
    return fail(fmt::format("a map of more than {} entries", limits_.map_entries));
  map.push_back({std::string(text), Value()});
  after_key_ = true;
  return count_value();
}

bool ValueBuilder::begin(Value container) {
  if (open_.size() >= limits_.depth)
    return fail(fmt::format("containers nested deeper than {}", limits_.depth));
  Value* place = this->place();
  if (place == nullptr) return false;
  *place = std::move(container);
  open_.push_back(place);
  return true;
}

bool ValueBuilder::begin_array(std::size_t announced) {
  if (announced > limits_.array_items)
    return fail(
        fmt::format("an array of {} items, where {} are allowed", announced, limits_.array_items));
  Value::Array items;
  items.reserve(std::min(announced, kReserveMax));
  return begin(Value(std::move(items)));
}

bool ValueBuilder::begin_map(std::size_t announced) {
  if (announced > limits_.map_entries)
    return fail(
        fmt::format("a map of {} entries, where {} are allowed", announced, limits_.map_entries));
  Value::Map members;
  members.reserve(std::min(announced, kReserveMax));
  return begin(Value(std::move(members)));
}

bool ValueBuilder::end() {
  if (const Value::Map* map = open_.back()->map())
    if (const std::string* key = duplicate_key(*map))
      return fail(fmt::format("the key {} stands twice in a map", describe(Value(*key))));
  open_.pop_back();
  return true;
}

Value ValueBuilder::take_unfinished() {
  if (open_.empty() || root_.map() == nullptr) return Value();
  if (open_.size() > 1 || after_key_) root_.map()->pop_back();
  return std::move(root_);
}

}  // namespace scand::proto
