// Tested by tests/integration/test_scan.py.
#include "daemon/scand/task_bridge.h"

#include <utility>

#include "lib/http/curl_client.h"

namespace scand::daemon {
namespace {

// Hands the worker's stop, deadline and progress to the scan.
class Control final : public lib::ScanControl {
 public:
  explicit Control(broker::TaskContext& context) : context_(context) {}
  [[nodiscard]] std::stop_token stop() const override { return context_.stop_token(); }
  [[nodiscard]] base::MonoTime deadline() const override { return context_.deadline(); }
  void progress(const proto::TaskProgress& progress) override {
    context_.report_progress(progress);
  }

 private:
  broker::TaskContext& context_;
};

class ScanningHandler final : public broker::TaskHandler {
 public:
  explicit ScanningHandler(std::unique_ptr<lib::ExchangeScanner> scanner)
      : scanner_(std::move(scanner)) {}

  proto::PartialResult run(const proto::ScanTask& task, broker::TaskContext& context) override {
    Control control(context);
    return scanner_->scan(task, control);
  }

 private:
  std::unique_ptr<lib::ExchangeScanner> scanner_;
};

}  // namespace

broker::TaskHandlerFactory scanning_handlers(const lib::ScannerSetup& setup,
                                             lib::http::ClientOptions http,
                                             const base::Clock& clock) {
  return [&setup, &clock, http = std::move(http)](std::size_t /*worker_index*/) {
    auto client = std::make_unique<lib::http::CurlClient>(http, clock);
    return std::make_unique<ScanningHandler>(lib::make_scanner(setup, std::move(client)));
  };
}

}  // namespace scand::daemon
