#pragma once
// All exchanges: those compiled in, replaced and joined by those of a directory. Made once at
// start; read only and safe for any thread afterwards.

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
  // Every *.yaml in it is a descriptor; one with a known id replaces that exchange as a whole.
  // Empty: none.
  std::filesystem::path directory;
  // By id (or alias): replaces the base URL of all its market types.
  std::map<std::string, std::string> base_urls;
  // More descriptor files, each like one of the directory.
  std::vector<std::filesystem::path> files;
};

class Registry {
 public:
  using Errors = std::vector<DescriptorError>;
  // Every fault of every file is reported, not the first alone.
  [[nodiscard]] static base::Result<Registry, Errors> load(const RegistryOptions& options);

  // By id or alias, in any case; nullptr when unknown. Valid as long as the registry.
  [[nodiscard]] const Descriptor* find(std::string_view name) const;
  [[nodiscard]] const std::vector<Descriptor>& all() const { return descriptors_; }  // by id

  // For the parser of requests. Intervals include those that are built.
  [[nodiscard]] proto::ExchangeDirectory directory() const;
  // One for each budget group, with the buckets of all its exchanges.
  [[nodiscard]] std::vector<rate::BudgetSpec> budgets() const;

 private:
  std::vector<Descriptor> descriptors_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace scand::lib::exchange
