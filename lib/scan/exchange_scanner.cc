#include "lib/scan/exchange_scanner.h"

#include <fmt/format.h>
#include <utility>

namespace scand::lib {
namespace {

class Scanner final : public ExchangeScanner {
 public:
  Scanner(const ScannerSetup& setup, std::unique_ptr<http::Client> client)
      : setup_(setup), client_(std::move(client)) {}

  proto::PartialResult scan(const proto::ScanTask& task, ScanControl& control) override {
    const exchange::Descriptor* descriptor = setup_.exchanges->find(task.key.exchange);
    const auto limiter = setup_.limiters->find(task.key.exchange);
    if (descriptor == nullptr || limiter == setup_.limiters->end()) return unknown(task);
    return ExchangeScan(task, *descriptor, *client_, *limiter->second, *setup_.clock, control,
                        setup_.rules, setup_.calls)
        .run();
  }

 private:
  static proto::PartialResult unknown(const proto::ScanTask& task) {
    proto::PartialResult partial{.task_id = task.task_id, .attempt = task.attempt};
    partial.exchange = task.key.exchange;
    partial.failure = proto::Failure{
        ErrorKind::internal,
        fmt::format("a task names exchange '{}', of which there is no descriptor; was it removed "
                    "while the job waited?",
                    task.key.exchange)};
    return partial;
  }

  const ScannerSetup& setup_;
  std::unique_ptr<http::Client> client_;
};

}  // namespace

std::unique_ptr<ExchangeScanner> make_scanner(const ScannerSetup& setup,
                                              std::unique_ptr<http::Client> client) {
  return std::make_unique<Scanner>(setup, std::move(client));
}

}  // namespace scand::lib
