#pragma once
// All exchanges: those compiled in, plus those of a directory, which may replace compiled-in ones.
// Made once at start; afterwards it is read-only, and any thread may use it.

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/result.h"
#include "lib/exchange/descriptor.h"
#include "lib/rate/limiter.h"
#include "proto/scan_request.h"

namespace scand::lib::exchange {

struct RegistryOptions {
  // Every *.yaml in it is a descriptor. One with a known id replaces that exchange as a whole.
  // Empty: there is no directory.
  std::filesystem::path directory;
  // By id or alias: replaces the base URL of all market types of that exchange.
  std::map<std::string, std::string> base_urls;
  // More descriptor files, treated like those of the directory.
  std::vector<std::filesystem::path> files;
};

class Registry {
 public:
  using Errors = std::vector<DescriptorError>;
  // The error lists every fault of every file, not only the first.
  [[nodiscard]] static base::Result<Registry, Errors> load(const RegistryOptions& options);

  // By id or alias, ignoring case; nullptr when unknown. Valid as long as the registry lives.
  [[nodiscard]] const Descriptor* find(std::string_view name) const;
  [[nodiscard]] const std::vector<Descriptor>& all() const { return descriptors_; }  // by id

  // What clients may ask for. Intervals include those that scand builds itself.
  [[nodiscard]] proto::ExchangeDirectory directory() const;
  // One spec for each budget group, with the buckets of all its exchanges.
  [[nodiscard]] std::vector<rate::BudgetSpec> budgets() const;

 private:
  std::vector<Descriptor> descriptors_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace scand::lib::exchange
