// Long: it is one table, in the order of the file that it describes.
#include "daemon/scand/config/setting_table.h"

#include <array>

#include "proto/limits.h"

namespace scand::daemon {
namespace {

using S = Settings;
using enum Apply;
using Signals = lib::signal::SignalConfig;
using lib::signal::Component;

constexpr std::array<std::string_view, 4> kLogFormats{"auto", "pretty", "json", "journal"};
constexpr std::array<std::string_view, 2> kJournalModes{"durable", "off"};
constexpr std::array<std::string_view, 2> kOnDamage{"refuse", "quarantine"};
constexpr std::array<std::string_view, 4> kLogLevels{"debug", "info", "warning", "error"};
constexpr std::uint64_t kMiB = 1u << 20;
// A client reads no larger message, and a reply wraps the result in an envelope.
constexpr std::uint64_t kResultMax = proto::kResultBytesMax - kMiB;

// Short names, so that a row fits on a line or two.
using Endpoint = EndpointSettings;
using HttpApi = HttpApiSettings;
using Pool = PoolSettings;
using Security = SecuritySettings;
using Limits = LimitSettings;
using Journal = JournalSettings;
using Request = RequestSettings;
using Scan = ScanSettings;
using Http = HttpSettings;
using Rate = RateSettings;
using Threshold = lib::signal::Thresholds;
using Scale = lib::signal::Scales;
using Risk = lib::signal::RiskRules;
using Regime = lib::signal::RegimeRules;

constexpr std::array kTable{
    row<&S::frontend, &Endpoint::endpoint>("frontend.endpoint",
                                           TextKind{"tcp://127.0.0.1:5555", TextRule::tcp_endpoint},
                                           restart, "Where clients submit jobs (ZeroMQ ROUTER)."),
    row<&S::publisher, &Endpoint::endpoint>(
        "publisher.endpoint", TextKind{"tcp://127.0.0.1:5556", TextRule::tcp_endpoint}, restart,
        "Where progress and results are published (ZeroMQ PUB)."),
    row<&S::http_api, &HttpApi::enabled>("http_api.enabled", FlagKind{true}, restart,
                                         "Whether scand answers HTTP requests."),
    row<&S::http_api, &HttpApi::endpoint>(
        "http_api.endpoint", TextKind{"127.0.0.1:5001", TextRule::ip_endpoint}, restart,
        "Where scand answers HTTP; an address beyond loopback needs tokens, and a proxy with TLS "
        "in front."),
    row<&S::http_api, &HttpApi::token_file>("http_api.token_file",
                                            TextKind{"", TextRule::path_or_empty}, restart,
                                            "The file with the bearer tokens that are accepted, "
                                            "and their roles; empty: everybody may do everything."),
    row<&S::http_api, &HttpApi::allowed_origins>("http_api.allowed_origins",
                                                 TextKind{"", TextRule::any}, restart,
                                                 "Origins of the web pages that may call the API "
                                                 "(CORS), separated by commas, or *; empty: none."),
    row<&S::http_api, &HttpApi::threads>("http_api.threads", IntegerKind{2, 1, 64, "threads"},
                                         restart, "Threads that serve HTTP connections."),
    row<&S::http_api, &HttpApi::connections_max>(
        "http_api.connections_max", IntegerKind{4096, 1, 100'000, "connections"}, restart,
        "The most HTTP connections at once; one address may have half of them."),
    row<&S::http_api, &HttpApi::requests_max>(
        "http_api.requests_max", IntegerKind{2048, 1, 4000, "requests"}, restart,
        "The most HTTP requests in flight at once, waiting ones included."),
    row<&S::http_api, &HttpApi::header_bytes>(
        "http_api.header_bytes", IntegerKind{16'384, 1024, 262'144, "bytes"}, restart,
        "The largest header of an HTTP request; limits.message_bytes bounds its body."),
    row<&S::http_api, &HttpApi::idle_seconds>(
        "http_api.idle_seconds", RealKind{75, 1, 3600, "seconds"}, restart,
        "How long an HTTP connection may be idle between two requests."),
    row<&S::http_api, &HttpApi::cached_scans>("http_api.cached_scans",
                                              IntegerKind{256, 0, 100'000, "scans"}, restart,
                                              "How many finished scans the gateway caches, so that "
                                              "it need not ask the broker for them; 0: none."),
    row<&S::http_api, &HttpApi::cached_bytes>(
        "http_api.cached_bytes", IntegerKind{64 * kMiB, kMiB, 16'384 * kMiB, "bytes"}, restart,
        "The most bytes that the cached scans may take."),
    row<&S::security, &Security::server_key_file>(
        "security.server_key_file", TextKind{"", TextRule::path_or_empty}, restart,
        "The file with scand's secret CURVE key; $CREDENTIALS_DIRECTORY/NAME is the systemd "
        "credential NAME; empty: clients are not authenticated."),
    row<&S::security, &Security::clients_file>(
        "security.clients_file", TextKind{"", TextRule::path_or_empty}, live,
        "The file with the clients' names, roles and public keys; read again on SIGHUP."),
    row<&S::security, &Security::insecure_beyond_loopback>(
        "security.insecure_beyond_loopback", FlagKind{false}, restart,
        "Whether other machines may reach the endpoints although clients are not authenticated."),
    row<&S::pool, &Pool::workers>(
        "workers", IntegerKind{16, 1, 256, "threads"}, restart,
        "Worker threads at start; each runs one exchange of one job at a time."),
    row<&S::pool, &Pool::workers_max>("workers_max", IntegerKind{64, 1, 512, "threads"}, restart,
                                      "The most worker threads that scand may grow to."),
    row<&S::pool, &Pool::tasks_per_exchange>("tasks_per_exchange", IntegerKind{2, 1, 16, "tasks"},
                                             restart,
                                             "The most tasks of one exchange that run at once."),
    row<&S::pool, &Pool::jobs_max>(
        "jobs_max", IntegerKind{256, 1, 100'000, "jobs"}, restart,
        "The most unfinished jobs; beyond it, scand answers busy and says when to try again."),
    row<&S::pool, &Pool::jobs_per_client>(
        "jobs_per_client", IntegerKind{64, 1, 100'000, "jobs"}, restart,
        "The most unfinished jobs of one client; beyond it, scand answers busy."),
    row<&S::pool, &Pool::exchanges_directory>(
        "exchanges_directory", TextKind{"", TextRule::path_or_empty}, restart,
        "A directory of descriptors (*.yaml) that add exchanges or replace built-in ones."),
    row<&S::limits, &Limits::message_bytes>(
        "limits.message_bytes",
        IntegerKind{proto::kMessageBytesMax, 1024, proto::kMessageBytesMax, "bytes"}, restart,
        "The largest message a client may send."),
    row<&S::limits, &Limits::result_bytes>(
        "limits.result_bytes", IntegerKind{32 * kMiB, kMiB, kResultMax, "bytes"}, restart,
        "The largest result; a larger one keeps its strongest signals and is marked truncated."),
    row<&S::limits, &Limits::results_kept>(
        "limits.results_kept", IntegerKind{1000, 1, 1'000'000, "results"}, restart,
        "How many finished results are kept; the oldest are dropped first."),
    row<&S::limits, &Limits::results_bytes>(
        "limits.results_bytes", IntegerKind{256 * kMiB, kMiB, 65'536 * kMiB, "bytes"}, restart,
        "How many bytes finished results may take; the oldest are dropped first."),
    row<&S::limits, &Limits::client_unread_bytes>(
        "limits.client_unread_bytes", IntegerKind{64 * kMiB, kMiB, 65'536 * kMiB, "bytes"}, restart,
        "How many bytes of results and other large replies one client may leave unread; beyond it, "
        "scand answers busy."),
    row<&S::limits, &Limits::subscribers_unread_bytes>(
        "limits.subscribers_unread_bytes", IntegerKind{256 * kMiB, kMiB, 65'536 * kMiB, "bytes"},
        restart,
        "How many bytes all subscribers together may leave unread; beyond it, they are "
        "disconnected and must reconnect."),
    row<&S::journal, &Journal::mode>(
        "journal.mode", ChoiceKind{"durable", kJournalModes}, restart,
        "durable: a job is acknowledged once it is on disk, and jobs and results survive a "
        "restart; off: both are lost with the process."),
    row<&S::journal, &Journal::directory>(
        "journal.directory", TextKind{"", TextRule::path_or_empty}, restart,
        "Where the journal is; empty: $STATE_DIRECTORY/journal under systemd, else scand/journal "
        "in $XDG_STATE_HOME or ~/.local/state."),
    row<&S::journal, &Journal::results_age_hours>(
        "journal.results_age_hours", RealKind{24, 0.01, 24 * 365, "hours"}, restart,
        "How long finished results are kept, within limits.results_kept and limits.results_bytes."),
    row<&S::journal, &Journal::on_damage>(
        "journal.on_damage", ChoiceKind{"refuse", kOnDamage}, restart,
        "What happens to a damaged journal; refuse: scand does not start; quarantine: scand moves "
        "it aside and begins a new one."),
    row<&S::api, &ApiSettings::strict>(
        "api.strict", FlagKind{false}, live,
        "Whether a request with unknown fields is refused; if not, the result lists them."),
    row<&S::request, &Request::exchange>(
        "request.exchange", TextKind{"binance", TextRule::any}, live,
        "The exchange of a request that names none; empty: a request must name one."),
    row<&S::request, &Request::deadline_seconds>(
        "request.deadline_seconds",
        RealKind{120, proto::kDeadlineSecondsMin, proto::kDeadlineSecondsMax, "seconds"}, live,
        "The deadline of a job that names none."),
    row<&S::request, &Request::min_volume_usd>(
        "request.min_volume_usd", RealKind{100'000, 0, proto::kMinVolumeUsdMax, "usd"}, live,
        "Markets with a smaller 24 h volume are left out, unless the request names a bound."),
    row<&S::request, &Request::limit>(
        "request.limit", IntegerKind{1000, 0, proto::kLimitMax, "signals"}, live,
        "The most signals in a result whose request names no limit; 0: all."),
    row<&S::scan, &Scan::top_n>(
        "scan.top_n", IntegerKind{150, 0, proto::kTopNMax, "markets"}, live,
        "How many markets of an exchange are scanned, those with the largest 24 h volume, unless "
        "the request, exchanges.<id>.top_n or the descriptor says; 0: all."),
    row<&S::scan, &Scan::requests_in_flight>("scan.requests_in_flight",
                                             IntegerKind{16, 1, 256, "requests"}, live,
                                             "The most requests that a task keeps in flight; the "
                                             "exchange's rate limits apply in any case."),
    row<&S::scan, &Scan::close_grace_seconds>(
        "scan.close_grace_seconds", RealKind{2, 0, 60, "seconds"}, live,
        "How long after its end a candle counts as closed, by the exchange's clock."),
    row<&S::scan, &Scan::gap_ratio_max>(
        "scan.gap_ratio_max", RealKind{0.1, 0, 0.5, "share of the window"}, live,
        "A market with a larger share of missing candles is skipped as gapped."),
    row<&S::http, &Http::connect_timeout_seconds>(
        "http.connect_timeout_seconds", RealKind{5, 0.1, 60, "seconds"}, live,
        "How long connecting to an exchange may take, with name resolution and TLS."),
    row<&S::http, &Http::max_connections_per_host>(
        "http.max_connections_per_host", IntegerKind{12, 1, 64, "connections"}, restart,
        "The most connections a worker opens to one host."),
    row<&S::http, &Http::ca_file>("http.ca_file", TextKind{"", TextRule::path_or_empty}, restart,
                                  "The file (PEM) with the certificates to trust instead of the "
                                  "system's; empty: the system's."),
    row<&S::http, &Http::proxy>("http.proxy", TextKind{"", TextRule::proxy_or_empty}, restart,
                                "A proxy for all exchanges; empty: none."),
    row<&S::http, &Http::egress_address>(
        "http.egress_address", TextKind{"", TextRule::ip_or_empty}, restart,
        "The local address that requests are sent from; empty: the system chooses."),
    row<&S::http, &Http::user_agent>("http.user_agent", TextKind{"scand/0.1", TextRule::any},
                                     restart, "How scand names itself to exchanges."),
    row<&S::rate, &Rate::share>(
        "rate.share", RealKind{0.9, 0.05, kRateShareMax, "share of the limit"}, restart,
        "The part of each published rate limit that scand uses; the rest is for your own calls."),
    row<&S::rate, &Rate::jitter_ms>("rate.jitter_ms", IntegerKind{400, 0, 10'000, "ms"}, restart,
                                    "How much the delay to an exchange may vary; scand keeps the "
                                    "limits even if requests bunch up by that much on the way."),
    row<&S::rate, &Rate::assume_spent>(
        "rate.assume_spent", RealKind{0.5, 0, 1, "share of the window"}, restart,
        "How much of each window scand assumes, at start, that an earlier process has spent."),
    weight<&Signals::full, Component::momentum_short>(
        "signals.weights.full.momentum_short", 0.22,
        "Weight of the short momentum in a full analysis."),
    weight<&Signals::full, Component::momentum_long>(
        "signals.weights.full.momentum_long", 0.12,
        "Weight of the long momentum in a full analysis."),
    weight<&Signals::full, Component::rsi>("signals.weights.full.rsi", 0.14,
                                           "Weight of the RSI in a full analysis."),
    weight<&Signals::full, Component::macd>("signals.weights.full.macd", 0.14,
                                            "Weight of the MACD in a full analysis."),
    weight<&Signals::full, Component::trend>("signals.weights.full.trend", 0.20,
                                             "Weight of the EMA trend in a full analysis."),
    weight<&Signals::full, Component::ichimoku>("signals.weights.full.ichimoku", 0.08,
                                                "Weight of the Ichimoku signs in a full analysis."),
    weight<&Signals::full, Component::volume>("signals.weights.full.volume", 0.06,
                                              "Weight of the volume in a full analysis."),
    weight<&Signals::full, Component::vwap>(
        "signals.weights.full.vwap", 0.04,
        "Weight of the distance from the VWAP in a full analysis."),
    weight<&Signals::quick, Component::momentum_short>(
        "signals.weights.quick.momentum_short", 0.30,
        "Weight of the short momentum in a quick analysis."),
    weight<&Signals::quick, Component::momentum_long>(
        "signals.weights.quick.momentum_long", 0.15,
        "Weight of the long momentum in a quick analysis."),
    weight<&Signals::quick, Component::rsi>("signals.weights.quick.rsi", 0.20,
                                            "Weight of the RSI in a quick analysis."),
    weight<&Signals::quick, Component::macd>("signals.weights.quick.macd", 0.20,
                                             "Weight of the MACD in a quick analysis."),
    weight<&Signals::quick, Component::volume>("signals.weights.quick.volume", 0.15,
                                               "Weight of the volume in a quick analysis."),
    tuning<&Signals::thresholds, &Threshold::weak>("signals.thresholds.weak",
                                                   RealKind{20, 0, 100, "points"},
                                                   "Below this score a signal is HOLD."),
    tuning<&Signals::thresholds, &Threshold::normal>(
        "signals.thresholds.normal", RealKind{40, 0, 100, "points"},
        "From this score on, a signal is no longer weak."),
    tuning<&Signals::thresholds, &Threshold::strong>("signals.thresholds.strong",
                                                     RealKind{65, 0, 100, "points"},
                                                     "From this score on, a signal is strong."),
    tuning<&Signals::scales, &Scale::momentum>(
        "signals.scales.momentum", RealKind{1.5, 1e-6, 1e6, "usual moves"},
        "A momentum of this many usual moves over its period counts in full."),
    tuning<&Signals::scales, &Scale::rsi_full>("signals.scales.rsi_full",
                                               RealKind{20, 1e-6, 50, "RSI points"},
                                               "An RSI this far from 50 counts in full."),
    tuning<&Signals::scales, &Scale::rsi_exhausted>(
        "signals.scales.rsi_exhausted", RealKind{40, 0, 50, "RSI points"},
        "An RSI this far from 50 no longer counts: exhaustion."),
    tuning<&Signals::scales, &Scale::macd>("signals.scales.macd", RealKind{3, 1e-6, 1e6, "per ATR"},
                                           "The MACD histogram in ATR is multiplied by this."),
    tuning<&Signals::scales, &Scale::adx_full>("signals.scales.adx_full",
                                               RealKind{25, 1e-6, 100, "ADX points"},
                                               "From this ADX on, a trend counts in full."),
    tuning<&Signals::scales, &Scale::volume_least>("signals.scales.volume_least",
                                                   RealKind{-0.5, -1, 0, "volume ratio - 1"},
                                                   "The least that thin volume counts."),
    tuning<&Signals::scales, &Scale::volume_most>("signals.scales.volume_most",
                                                  RealKind{1, 1e-6, 1, "volume ratio - 1"},
                                                  "The most that heavy volume counts."),
    tuning<&Signals::scales, &Scale::vwap>("signals.scales.vwap",
                                           RealKind{2, 1e-6, 1e6, "standard deviations"},
                                           "A close this far from the VWAP counts in full."),
    tuning<&Signals::risk, &Risk::stop>("signals.risk.stop", RealKind{1.5, 1e-6, 1000, "ATR"},
                                        "How far the stop lies from the entry."),
    tuning<&Signals::risk, &Risk::least_stop>(
        "signals.risk.least_stop", RealKind{0.5, 1e-6, 1000, "ATR"},
        "The least distance of the stop from the entry when a support or resistance sets it."),
    tuning<&Signals::risk, &Risk::level_margin>(
        "signals.risk.level_margin", RealKind{0.1, 0, 1000, "ATR"},
        "How far beyond a support or resistance the stop lies."),
    tuning<&Signals::risk, &Risk::reward>("signals.risk.reward",
                                          RealKind{2.5, 1e-6, 1000, "times the risk"},
                                          "How far the target lies from the entry."),
    tuning<&Signals::regime, &Regime::trending_adx>("signals.regime.trending_adx",
                                                    RealKind{25, 1e-6, 100, "ADX points"},
                                                    "From this ADX on, a market is trending."),
    tuning<&Signals::regime, &Regime::volatile_percentile>(
        "signals.regime.volatile_percentile", RealKind{0.9, 0, 1, "share of the window"},
        "A market is volatile when its ATR is above this share of its own past."),
    row<&S::log, &LogSettings::format>(
        "log.format", ChoiceKind{"auto", kLogFormats}, restart,
        "pretty draws blocks for people; json writes one object per line; journal writes the "
        "journal's own fields; auto is journal under systemd and pretty elsewhere."),
    row<&S::log, &LogSettings::level>("log.level", ChoiceKind{"info", kLogLevels}, live,
                                      "The lowest level of lines that are written."),
    row<&S::shutdown, &ShutdownSettings::drain_seconds>(
        "shutdown.drain_seconds", RealKind{30, 0, 3600, "seconds"}, live,
        "How long running jobs may go on after SIGTERM before they are ended."),
};

static_assert(rows_sound(std::span(kTable)));

// The keys of one exchange. Optional fields have no default: without them the descriptor decides.
constexpr std::array kExchangeTable{
    ExchangeSetting{
        "enabled", FlagKind{true}, restart, "Whether scand offers the exchange to clients.",
        &set_member<&ExchangeSettings::enabled>, &get_member<&ExchangeSettings::enabled>},
    ExchangeSetting{"base_url", TextKind{"", TextRule::http_url_or_empty}, restart,
                    "Replaces the base URL of all its markets, for a mirror or a replay server.",
                    &set_member<&ExchangeSettings::base_url>,
                    &get_member<&ExchangeSettings::base_url>},
    ExchangeSetting{"top_n", IntegerKind{150, 0, proto::kTopNMax, "markets"}, live,
                    "How many of its markets are scanned, unless the request says; 0: all.",
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

std::span<const Setting> setting_table() {
  return kTable;
}

std::span<const ExchangeSetting> exchange_setting_table() {
  return kExchangeTable;
}

Settings default_settings() {
  Settings settings{};
  for (const auto& row : kTable)
    row.set(settings, default_value(row.kind));
  return settings;
}

}  // namespace scand::daemon
