#pragma once
// A ScanControl whose deadline and stop a test controls, and whose progress it sees.

#include <vector>

#include "lib/scan/scanner.h"

namespace scand::test {

class HeldControl final : public lib::ScanControl {
 public:
  explicit HeldControl(base::MonoTime deadline) : deadline_(deadline) {}
  std::stop_token stop() const override { return source.get_token(); }
  base::MonoTime deadline() const override { return deadline_; }
  void progress(const proto::TaskProgress& progress) override { reported.push_back(progress); }

  std::stop_source source;
  std::vector<proto::TaskProgress> reported;

 private:
  base::MonoTime deadline_;
};

}  // namespace scand::test
