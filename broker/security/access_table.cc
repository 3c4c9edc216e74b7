#include "broker/security/access_table.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "broker/wire/curve_keys.h"

namespace scand::broker {
namespace {

constexpr std::size_t kFileMaxBytes = 1U << 20U, kClientsMax = 4096, kNameMaxBytes = 64;
constexpr std::string_view kBlank = " \t\r";

// Removes the first word of the line, and the blanks before it. Empty at the end of the line.
std::string_view take_word(std::string_view& line) {
  const auto start = std::min(line.find_first_not_of(kBlank), line.size());
  line.remove_prefix(start);
  const auto end = std::min(line.find_first_of(kBlank), line.size());
  const auto word = line.substr(0, end);
  line.remove_prefix(end);
  return word;
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kNameMaxBytes && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

std::optional<Role> parse_role(std::string_view word) {
  if (word == "submit") return Role::submit;
  if (word == "subscribe") return Role::subscribe;
  if (word == "admin") return Role::admin;
  return std::nullopt;
}

// "submit,admin" as the bits of ClientAccess::roles; nullopt when a word is not a role.
std::optional<std::uint8_t> parse_roles(std::string_view text) {
  std::uint8_t roles = 0;
  for (;;) {
    const auto comma = text.find(',');
    const auto role = parse_role(text.substr(0, comma));
    if (!role) return std::nullopt;
    roles = static_cast<std::uint8_t>(roles | (1U << static_cast<unsigned>(*role)));
    if (comma == std::string_view::npos) return roles;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

base::Result<AccessTable, AccessTable::Fault> AccessTable::parse(std::string_view text) {
  if (text.size() > kFileMaxBytes)
    return Fault{0, fmt::format("is larger than {} bytes", kFileMaxBytes)};
  AccessTable table;
  for (int number = 1; !text.empty(); ++number) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto name = take_word(line);
    if (name.empty() || name.front() == '#') continue;
    const auto words = take_word(line);
    const auto key = take_word(line);
    if (!is_name(name))
      return Fault{number,
                   "a name is 1 to 64 letters, digits, '.', '_' and '-'; write NAME "
                   "ROLE[,ROLE] KEY"};
    const auto roles = parse_roles(words);
    if (!roles)
      return Fault{number,
                   fmt::format("{}: the roles are submit, subscribe and admin, separated by "
                               "commas without spaces",
                               name)};
    if (!is_curve_key(key) || !take_word(line).empty())
      return Fault{number,
                   fmt::format("{}: the line must end with one public key, 40 characters as "
                               "scanctl keys prints it",
                               name)};
    if (!table.clients_.try_emplace(std::string(key), ClientAccess{std::string(name), *roles})
             .second)
      return Fault{number, fmt::format("{}: the key {} appears twice; keep one of the lines", name,
                                       fingerprint(key))};
    if (table.clients_.size() > kClientsMax)
      return Fault{number, fmt::format("more than {} clients", kClientsMax)};
  }
  return table;
}

const ClientAccess* AccessTable::find(std::string_view public_key) const {
  const auto found = clients_.find(public_key);
  return found == clients_.end() ? nullptr : &found->second;
}

bool AccessTable::loses_subscriber(const AccessTable& next) const {
  return std::ranges::any_of(clients_, [&](const auto& entry) {
    if (!may_subscribe(entry.second)) return false;
    const auto* later = next.find(entry.first);
    return later == nullptr || !may_subscribe(*later);
  });
}

bool may_subscribe(const ClientAccess& client) {
  return client.has(Role::subscribe) || client.has(Role::admin);
}

bool may_request(const ClientAccess& client, proto::MessageType type) {
  if (client.has(Role::admin)) return true;
  switch (type) {
    case proto::MessageType::scan_submit:
    case proto::MessageType::scan_cancel:
      return client.has(Role::submit);
    case proto::MessageType::scan_replay:
    case proto::MessageType::scan_list:
    case proto::MessageType::signals_latest:
      return client.has(Role::subscribe);
    case proto::MessageType::scan_get:
    case proto::MessageType::scan_wait:
    case proto::MessageType::exchanges_list:
    case proto::MessageType::status:
    case proto::MessageType::ping:
      break;
  }
  return true;
}

std::string_view roles_for(proto::MessageType type) {
  switch (type) {
    case proto::MessageType::scan_submit:
    case proto::MessageType::scan_cancel:
      return "submit or admin";
    case proto::MessageType::scan_replay:
    case proto::MessageType::scan_list:
    case proto::MessageType::signals_latest:
      return "subscribe or admin";
    default:
      return "submit, subscribe or admin";
  }
}

}  // namespace scand::broker
