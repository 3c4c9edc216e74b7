#include "daemon/scanctl/offline/descriptor_source.h"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <vector>

#include "daemon/scanctl/exit_code.h"
#include "lib/base/near_match.h"
#include "lib/exchange/descriptor_check.h"
#include "lib/exchange/descriptor_parse.h"
#include "lib/exchange/registry.h"

namespace scand::daemon {
namespace {

using lib::exchange::Descriptor;
using Found = base::Result<Descriptor, DescriptorFault>;

DescriptorFault faulty(const std::vector<lib::exchange::DescriptorError>& errors) {
  std::string message;
  for (const auto& error : errors)
    message += (message.empty() ? "" : "\nscanctl: ") + lib::exchange::describe(error);
  return {std::move(message), kExitBadSetup};
}

Found from_file(const std::string& exchange, const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in.is_open())
    return DescriptorFault{fmt::format("{}: cannot be opened: {}", file,
                                       std::error_code(errno, std::generic_category()).message()),
                           kExitBadSetup};
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto descriptor = lib::exchange::parse_descriptor(file, text);
  if (!descriptor.ok()) return faulty(descriptor.error());
  const auto errors = lib::exchange::check(*descriptor);
  if (!errors.empty()) return faulty(errors);
  const bool same = descriptor->id == exchange ||
                    std::ranges::find(descriptor->aliases, exchange) != descriptor->aliases.end();
  if (!same)
    return DescriptorFault{
        fmt::format("--exchange: {} describes {}, not '{}'", file, descriptor->id, exchange),
        kExitUsageError};
  return std::move(*descriptor);
}

}  // namespace

Found find_descriptor(const std::string& exchange, const std::string& file) {
  if (!file.empty()) return from_file(exchange, file);
  const auto registry = lib::exchange::Registry::load({});
  if (!registry.ok()) return faulty(registry.error());
  if (const auto* descriptor = registry->find(exchange)) return *descriptor;
  std::vector<std::string_view> known;
  std::string list;
  for (const auto& descriptor : registry->all()) {
    known.push_back(descriptor.id);
    list += (list.empty() ? "" : ", ") + descriptor.id;
  }
  return DescriptorFault{fmt::format("--exchange: unknown exchange '{}'{}; allowed: {}", exchange,
                                     base::did_you_mean(exchange, known), list),
                         kExitUsageError};
}

}  // namespace scand::daemon
