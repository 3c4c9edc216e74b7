#include "tests/kit/broker/broker_fixture.h"

#include <stdexcept>

namespace scand::broker::test {
namespace {

proto::ExchangeInfo exchange(std::string id, std::vector<std::string> aliases, bool swap) {
  proto::ExchangeInfo info;
  info.id = std::move(id);
  info.aliases = std::move(aliases);
  info.markets = {proto::MarketType::spot};
  if (swap) info.markets.push_back(proto::MarketType::swap);
  for (const proto::MarketType market : info.markets)
    info.intervals[market].assign(proto::kIntervals.begin(), proto::kIntervals.end());
  return info;
}

}  // namespace

proto::ExchangeDirectory sample_directory() {
  return proto::ExchangeDirectory({exchange("binance", {}, false), exchange("okx", {}, true),
                                   exchange("kraken", {"kr"}, false), exchange("bybit", {}, false),
                                   exchange("gate", {}, false)});
}

proto::PartialResult sample_partial(const proto::ScanTask& task, int signals,
                                    std::chrono::milliseconds duration) {
  proto::PartialResult partial;
  const std::int64_t ns = base::Nanos(duration).count();
  partial.timing = {ns, ns / 5, ns - ns / 5, ns / 2, ns / 4, ns - ns / 2 - ns / 4};
  for (int i = 0; i < signals; ++i) {
    proto::Signal& signal = partial.signals.emplace_back();
    signal.exchange = task.key.exchange;
    signal.symbol = "COIN" + std::to_string(i) + "/USDT";
    signal.interval = task.key.interval;
    signal.candle_close_ms = task.key.last_close_ms;
    signal.price = 1.5;
    signal.analysis.side = i % 2 == 0 ? proto::Side::buy : proto::Side::sell;
    signal.analysis.strength = 100 - i % 101;
    signal.analysis.label = "Strong Buy";
  }
  const auto count = static_cast<std::uint32_t>(signals);
  partial.markets.listed = partial.markets.eligible = partial.markets.scanned = count;
  partial.data_age_seconds = 12;
  return partial;
}

BrokerFixture::BrokerFixture(RunTask run, Edit edit, JobObserver* observer) {
  BrokerOptions options;
  options.frontend_endpoint = "tcp://127.0.0.1:*";
  options.publisher_endpoint = "tcp://127.0.0.1:*";
  options.version = "test";
  options.core.exchanges = &directory_;
  options.pool = {8, 16, 4};
  JournalLimits kept;
  if (edit != nullptr) edit(options);
  BrokerParts parts;
  parts.journal = std::make_unique<MemoryJournal>("c0ffee", kept);
  parts.handlers = factory_of(std::move(run));
  parts.clock = &clock_;
  parts.observer = observer;
  broker_ = std::make_unique<Broker>(options, std::move(parts));
  broker_->start();
}

client::ClientOptions BrokerFixture::client_options() const {
  client::ClientOptions options;
  options.frontend = broker_->frontend_endpoint();
  options.publisher = broker_->publisher_endpoint();
  options.connect_limit = std::chrono::seconds(20);
  options.answer_limit = std::chrono::seconds(20);
  return options;
}

std::unique_ptr<client::Client> BrokerFixture::client() {
  auto made = std::make_unique<client::Client>(client_options(), clock_);
  const auto version = made->connect();
  if (!version.ok()) throw std::runtime_error(version.error().message);
  return made;
}

proto::Value scan_of(const std::vector<std::string>& exchanges, proto::Value::Map more) {
  proto::Value::Array names;
  for (const std::string& exchange : exchanges)
    names.emplace_back(exchange);
  more.push_back({"exchange", proto::Value(std::move(names))});
  return proto::Value(std::move(more));
}

}  // namespace scand::broker::test
