#include "daemon/scand/config/exchange_names.h"

#include <fmt/format.h>
#include <utility>

#include "lib/base/near_match.h"
#include "proto/request/parse_exchanges.h"

namespace scand::daemon {

std::vector<ConfigFault> resolve_exchanges(Config& config,
                                           const proto::ExchangeDirectory& directory) {
  std::vector<ConfigFault> faults;
  std::map<std::string, ExchangeSettings> by_id;  // two names of one exchange would meet here
  std::vector<std::string_view> known;
  for (const auto& exchange : directory.all())
    known.push_back(exchange.id);
  for (const auto& [name, settings] : config.settings.exchanges) {
    const auto key = "exchanges." + name;
    const auto place = config.place_of(key);
    const auto* exchange = directory.find(name);
    if (exchange == nullptr)
      faults.push_back(
          {config.file, place, key, "unknown exchange" + base::did_you_mean(name, known)});
    else if (!by_id.try_emplace(exchange->id, settings).second)
      faults.push_back(
          {config.file, place, key,
           fmt::format("is {} by another name, which is set too; keep one of them", exchange->id)});
  }
  if (const auto& standard = config.settings.request.exchange; !standard.empty() &&
                                                               !proto::is_exchange_rule(standard) &&
                                                               directory.find(standard) == nullptr)
    faults.push_back(
        {config.file, config.place_of("request.exchange"), "request.exchange",
         fmt::format("unknown exchange '{}'{}", standard, base::did_you_mean(standard, known))});
  if (faults.empty()) config.settings.exchanges = std::move(by_id);
  return faults;
}

}  // namespace scand::daemon
