#pragma once
// A whole broker on loopback, with task handlers that the test provides, and clients for it.

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "broker/broker.h"
#include "broker/client/client.h"
#include "broker/journal/memory_journal.h"
#include "lib/base/clock.h"
#include "tests/kit/broker/fake_handlers.h"

namespace scand::broker::test {

// Five exchanges with spot and every interval. okx has swap too, and "kr" is an alias of kraken.
[[nodiscard]] proto::ExchangeDirectory sample_directory();

// A partial result as the scanner makes it: `signals` signals of strength 100, 99, ..., and timings
// that add up to `duration`.
[[nodiscard]] proto::PartialResult sample_partial(const proto::ScanTask& task, int signals,
                                                  std::chrono::milliseconds duration);

class BrokerFixture {
 public:
  using Edit = void (*)(BrokerOptions&);
  explicit BrokerFixture(RunTask run, Edit edit = nullptr, JobObserver* observer = nullptr);

  Broker& operator*() { return *broker_; }
  Broker* operator->() { return broker_.get(); }

  [[nodiscard]] client::ClientOptions client_options() const;
  // A connected client. Throws std::runtime_error when the broker does not answer.
  [[nodiscard]] std::unique_ptr<client::Client> client();
  [[nodiscard]] const base::Clock& clock() const { return clock_; }

 private:
  base::SystemClock clock_;
  proto::ExchangeDirectory directory_ = sample_directory();
  std::unique_ptr<Broker> broker_;
};

// A scan.submit of these exchanges, with the fields of `more`.
[[nodiscard]] proto::Value scan_of(const std::vector<std::string>& exchanges,
                                   proto::Value::Map more = {});

}  // namespace scand::broker::test
