#include <array>

#include "daemon/scand/config/setting_access.h"
#include "daemon/scand/config/setting_table.h"
#include "proto/limits.h"

namespace scand::daemon {
namespace {

using enum Apply;

constexpr std::array kExchangeTable{
    ExchangeSetting{
        "enabled", FlagKind{true}, restart, "false: the exchange is unknown to clients.",
        &set_member<&ExchangeSettings::enabled>, &get_member<&ExchangeSettings::enabled>},
    ExchangeSetting{"base_url", TextKind{"", TextRule::http_url_or_empty}, restart,
                    "Replaces the base URL for all its markets: a mirror or a replay server.",
                    &set_member<&ExchangeSettings::base_url>,
                    &get_member<&ExchangeSettings::base_url>},
    ExchangeSetting{"top_n", IntegerKind{150, 0, proto::kTopNMax, "markets"}, live,
                    "How many of its markets are scanned where the request does not say; 0: all.",
                    &set_member<&ExchangeSettings::top_n>, &get_member<&ExchangeSettings::top_n>},
    ExchangeSetting{"share", RealKind{0.9, 0.05, kRateShareMax, "share of the limit"}, restart,
                    "rate.share for this exchange.", &set_member<&ExchangeSettings::share>,
                    &get_member<&ExchangeSettings::share>},
    ExchangeSetting{"descriptor", TextKind{"", TextRule::path_or_empty}, restart,
                    "A descriptor file to use instead of the built-in one.",
                    &set_member<&ExchangeSettings::descriptor>,
                    &get_member<&ExchangeSettings::descriptor>},
};

static_assert(rows_sound(std::span(kExchangeTable)));

}  // namespace

std::span<const ExchangeSetting> exchange_setting_table() {
  return kExchangeTable;
}

}  // namespace scand::daemon
