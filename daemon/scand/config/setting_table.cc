#include "daemon/scand/config/setting_table.h"

#include <array>

#include "daemon/scand/config/setting_rows.h"
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
// A client reads no larger message, and a reply has an envelope around the result.
constexpr std::uint64_t kResultMax = proto::kResultBytesMax - kMiB;

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
                                         "Whether scand answers HTTP."),
    row<&S::http_api, &HttpApi::endpoint>(
        "http_api.endpoint", TextKind{"127.0.0.1:5001", TextRule::ip_endpoint}, restart,
        "Where HTTP is answered; beyond loopback only with tokens, and behind a proxy with TLS."),
    row<&S::http_api, &HttpApi::token_file>(
        "http_api.token_file", TextKind{"", TextRule::path_or_empty}, restart,
        "The bearer tokens that are let in, and their roles; empty: everybody may do everything."),
    row<&S::http_api, &HttpApi::allowed_origins>(
        "http_api.allowed_origins", TextKind{"", TextRule::any}, restart,
        "Web pages that may ask (CORS), as origins with commas between them, or *; empty: none."),
    row<&S::http_api, &HttpApi::threads>("http_api.threads", IntegerKind{2, 1, 64, "threads"},
                                         restart, "Threads that serve HTTP connections."),
    row<&S::http_api, &HttpApi::connections_max>(
        "http_api.connections_max", IntegerKind{4096, 1, 100'000, "connections"}, restart,
        "The most HTTP connections at once; one address may have half of them."),
    row<&S::http_api, &HttpApi::requests_max>(
        "http_api.requests_max", IntegerKind{2048, 1, 4000, "requests"}, restart,
        "The most HTTP requests that are being answered at once, waiting ones among them."),
    row<&S::http_api, &HttpApi::header_bytes>(
        "http_api.header_bytes", IntegerKind{16'384, 1024, 262'144, "bytes"}, restart,
        "The largest header of an HTTP request; limits.message_bytes bounds its body."),
    row<&S::http_api, &HttpApi::idle_seconds>(
        "http_api.idle_seconds", RealKind{75, 1, 3600, "seconds"}, restart,
        "How long an HTTP connection may be silent between two requests."),
    row<&S::http_api, &HttpApi::cached_scans>(
        "http_api.cached_scans", IntegerKind{256, 0, 100'000, "scans"}, restart,
        "How many finished scans are kept as rendered, so that reading one asks nobody; 0: none."),
    row<&S::http_api, &HttpApi::cached_bytes>("http_api.cached_bytes",
                                              IntegerKind{64 * kMiB, kMiB, 16'384 * kMiB, "bytes"},
                                              restart, "How many bytes those may take."),
    row<&S::security, &Security::server_key_file>(
        "security.server_key_file", TextKind{"", TextRule::path_or_empty}, restart,
        "The file with scand's secret CURVE key; $CREDENTIALS_DIRECTORY/NAME is systemd's "
        "credential; empty: clients are not authenticated."),
    row<&S::security, &Security::clients_file>(
        "security.clients_file", TextKind{"", TextRule::path_or_empty}, live,
        "The file with the clients' names, roles and public keys; read again on SIGHUP."),
    row<&S::security, &Security::insecure_beyond_loopback>(
        "security.insecure_beyond_loopback", FlagKind{false}, restart,
        "Listen where other machines can reach, though clients are not authenticated."),
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
        "The most unfinished jobs; past it a client is told busy and when to come back."),
    row<&S::pool, &Pool::jobs_per_client>(
        "jobs_per_client", IntegerKind{64, 1, 100'000, "jobs"}, restart,
        "The most unfinished jobs of one client; past it that client is told busy."),
    row<&S::pool, &Pool::exchanges_directory>(
        "exchanges_directory", TextKind{"", TextRule::path_or_empty}, restart,
        "A directory of descriptors (*.yaml) that add exchanges or replace built-in ones."),
    row<&S::limits, &Limits::message_bytes>(
        "limits.message_bytes",
        IntegerKind{proto::kMessageBytesMax, 1024, proto::kMessageBytesMax, "bytes"}, restart,
        "The largest message a client may send."),
    row<&S::limits, &Limits::result_bytes>(
        "limits.result_bytes", IntegerKind{32 * kMiB, kMiB, kResultMax, "bytes"}, restart,
        "The largest result; a larger one keeps its strongest signals and says truncated."),
    row<&S::limits, &Limits::results_kept>(
        "limits.results_kept", IntegerKind{1000, 1, 1'000'000, "results"}, restart,
        "How many finished results can still be fetched; the oldest go first."),
    row<&S::limits, &Limits::results_bytes>(
        "limits.results_bytes", IntegerKind{256 * kMiB, kMiB, 65'536 * kMiB, "bytes"}, restart,
        "How many bytes finished results may take; the oldest go first."),
    row<&S::limits, &Limits::client_unread_bytes>(
        "limits.client_unread_bytes", IntegerKind{64 * kMiB, kMiB, 65'536 * kMiB, "bytes"}, restart,
        "Results and other large replies that one client may leave unread; past it, it is told "
        "busy."),
    row<&S::limits, &Limits::subscribers_unread_bytes>(
        "limits.subscribers_unread_bytes", IntegerKind{256 * kMiB, kMiB, 65'536 * kMiB, "bytes"},
        restart,
        "What all subscribers together may leave unread; past it, they have to connect anew."),
    row<&S::journal, &Journal::mode>(
        "journal.mode", ChoiceKind{"durable", kJournalModes}, restart,
        "durable: a job is acknowledged once it is on disk, and jobs and results outlive scand; "
        "off: both end with the process."),
    row<&S::journal, &Journal::directory>(
        "journal.directory", TextKind{"", TextRule::path_or_empty}, restart,
        "Where the journal is; empty: $STATE_DIRECTORY/journal under systemd, else "
        "scand/journal in $XDG_STATE_HOME or ~/.local/state."),
    row<&S::journal, &Journal::results_age_hours>(
        "journal.results_age_hours", RealKind{24, 0.01, 24 * 365, "hours"}, restart,
        "How long finished results are kept, within limits.results_kept and limits.results_bytes."),
    row<&S::journal, &Journal::on_damage>(
        "journal.on_damage", ChoiceKind{"refuse", kOnDamage}, restart,
        "A damaged journal: refuse to start, or move it aside and begin a new one."),
    row<&S::api, &ApiSettings::strict>(
        "api.strict", FlagKind{false}, live,
        "Refuse a request with unknown fields, rather than list them in the result."),
    row<&S::request, &Request::exchange>(
        "request.exchange", TextKind{"binance", TextRule::any}, live,
        "The exchange of a request that names none; empty: a request has to name one."),
    row<&S::request, &Request::deadline_seconds>(
        "request.deadline_seconds",
        RealKind{120, proto::kDeadlineSecondsMin, proto::kDeadlineSecondsMax, "seconds"}, live,
        "The deadline of a job that names none."),
    row<&S::request, &Request::min_volume_usd>(
        "request.min_volume_usd", RealKind{100'000, 0, proto::kMinVolumeUsdMax, "usd"}, live,
        "Markets with a thinner 24 h volume are left out, where the request names no bound."),
    row<&S::request, &Request::limit>(
        "request.limit", IntegerKind{1000, 0, proto::kLimitMax, "signals"}, live,
        "The most signals in a result whose request names no limit; 0: all."),
    row<&S::scan, &Scan::top_n>(
        "scan.top_n", IntegerKind{150, 0, proto::kTopNMax, "markets"}, live,
        "How many markets of an exchange are scanned, by 24 h volume, where neither the request, "
        "exchanges.<id>.top_n nor the descriptor says; 0: all."),
    row<&S::scan, &Scan::requests_in_flight>(
        "scan.requests_in_flight", IntegerKind{16, 1, 256, "requests"}, live,
        "The most requests a task keeps in flight; the exchange's limits hold whatever it is."),
    row<&S::scan, &Scan::close_grace_seconds>(
        "scan.close_grace_seconds", RealKind{2, 0, 60, "seconds"}, live,
        "How long after its end a candle counts as closed, by the exchange's clock."),
    row<&S::scan, &Scan::gap_ratio_max>(
        "scan.gap_ratio_max", RealKind{0.1, 0, 0.5, "share of the window"}, live,
        "A market with more missing candles than this is skipped as gapped."),
    row<&S::http, &Http::connect_timeout_seconds>(
        "http.connect_timeout_seconds", RealKind{5, 0.1, 60, "seconds"}, live,
        "How long a connection to an exchange may take, name resolution and TLS included."),
    row<&S::http, &Http::max_connections_per_host>(
        "http.max_connections_per_host", IntegerKind{12, 1, 64, "connections"}, restart,
        "The most connections a worker opens to one host."),
    row<&S::http, &Http::ca_file>(
        "http.ca_file", TextKind{"", TextRule::path_or_empty}, restart,
        "Certificates that are trusted instead of the system's (PEM); empty: the system's."),
    row<&S::http, &Http::proxy>("http.proxy", TextKind{"", TextRule::proxy_or_empty}, restart,
                                "A proxy for all exchanges; empty: none."),
    row<&S::http, &Http::egress_address>(
        "http.egress_address", TextKind{"", TextRule::ip_or_empty}, restart,
        "The local address that requests leave from; empty: the system chooses."),
    row<&S::http, &Http::user_agent>("http.user_agent", TextKind{"scand/0.1", TextRule::any},
                                     restart, "How scand names itself to exchanges."),
    row<&S::rate, &Rate::share>(
        "rate.share", RealKind{0.9, 0.05, kRateShareMax, "share of the limit"}, restart,
        "The part of each published rate limit that scand uses; the rest is for your own calls."),
    row<&S::rate, &Rate::jitter_ms>(
        "rate.jitter_ms", IntegerKind{400, 0, 10'000, "ms"}, restart,
        "How much delays on the road to an exchange vary; limits are kept for that much squeeze."),
    row<&S::rate, &Rate::assume_spent>(
        "rate.assume_spent", RealKind{0.5, 0, 1, "share of the window"}, restart,
        "How much of a window an earlier process is assumed to have spent at start."),
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
        "From this score on a signal is no longer weak."),
    tuning<&Signals::thresholds, &Threshold::strong>("signals.thresholds.strong",
                                                     RealKind{65, 0, 100, "points"},
                                                     "From this score on a signal is strong."),
    tuning<&Signals::scales, &Scale::momentum>(
        "signals.scales.momentum", RealKind{1.5, 1e-6, 1e6, "usual moves"},
        "A momentum of so many usual moves over its period counts in full."),
    tuning<&Signals::scales, &Scale::rsi_full>("signals.scales.rsi_full",
                                               RealKind{20, 1e-6, 50, "RSI points"},
                                               "An RSI so far from 50 counts in full."),
    tuning<&Signals::scales, &Scale::rsi_exhausted>(
        "signals.scales.rsi_exhausted", RealKind{40, 0, 50, "RSI points"},
        "An RSI so far from 50 counts nothing any more: exhaustion."),
    tuning<&Signals::scales, &Scale::macd>("signals.scales.macd", RealKind{3, 1e-6, 1e6, "per ATR"},
                                           "The MACD histogram in ATR is multiplied by it."),
    tuning<&Signals::scales, &Scale::adx_full>("signals.scales.adx_full",
                                               RealKind{25, 1e-6, 100, "ADX points"},
                                               "From this ADX on a trend counts in full."),
    tuning<&Signals::scales, &Scale::volume_least>("signals.scales.volume_least",
                                                   RealKind{-0.5, -1, 0, "volume ratio - 1"},
                                                   "The least that thin volume counts."),
    tuning<&Signals::scales, &Scale::volume_most>("signals.scales.volume_most",
                                                  RealKind{1, 1e-6, 1, "volume ratio - 1"},
                                                  "The most that heavy volume counts."),
    tuning<&Signals::scales, &Scale::vwap>("signals.scales.vwap",
                                           RealKind{2, 1e-6, 1e6, "standard deviations"},
                                           "A close so far from the VWAP counts in full."),
    tuning<&Signals::risk, &Risk::stop>("signals.risk.stop", RealKind{1.5, 1e-6, 1000, "ATR"},
                                        "How far the stop lies from the entry."),
    tuning<&Signals::risk, &Risk::least_stop>(
        "signals.risk.least_stop", RealKind{0.5, 1e-6, 1000, "ATR"},
        "The nearest a stop is drawn to the entry by a support or resistance."),
    tuning<&Signals::risk, &Risk::level_margin>(
        "signals.risk.level_margin", RealKind{0.1, 0, 1000, "ATR"},
        "How far beyond a support or resistance the stop lies."),
    tuning<&Signals::risk, &Risk::reward>("signals.risk.reward",
                                          RealKind{2.5, 1e-6, 1000, "times the risk"},
                                          "How far the target lies from the entry."),
    tuning<&Signals::regime, &Regime::trending_adx>("signals.regime.trending_adx",
                                                    RealKind{25, 1e-6, 100, "ADX points"},
                                                    "From this ADX on a market trends."),
    tuning<&Signals::regime, &Regime::volatile_percentile>(
        "signals.regime.volatile_percentile", RealKind{0.9, 0, 1, "share of the window"},
        "A market whose ATR is above that share of its own past is volatile."),
    row<&S::log, &LogSettings::format>(
        "log.format", ChoiceKind{"auto", kLogFormats}, restart,
        "pretty draws blocks for people, json is one object a line, journal writes the journal's "
        "own fields; auto is journal under systemd and pretty elsewhere."),
    row<&S::log, &LogSettings::level>("log.level", ChoiceKind{"info", kLogLevels}, live,
                                      "The least important lines that are written."),
    row<&S::shutdown, &ShutdownSettings::drain_seconds>(
        "shutdown.drain_seconds", RealKind{30, 0, 3600, "seconds"}, live,
        "How long running jobs may go on after SIGTERM before they are ended."),
};

static_assert(rows_sound(std::span(kTable)));

}  // namespace

std::span<const Setting> setting_table() {
  return kTable;
}

}  // namespace scand::daemon
