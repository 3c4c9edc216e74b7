#include "lib/exchange/registry.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "lib/base/text.h"
#include "lib/exchange/builtin.h"
#include "lib/exchange/descriptor_check.h"
#include "lib/exchange/descriptor_parse.h"
#include "lib/exchange/request_build.h"

namespace scand::lib::exchange {
namespace {

constexpr std::uintmax_t kMostFileBytes = 1u << 20;

// Collects descriptors by id, and the faults found on the way.
class Loader {
 public:
  void add(std::string_view file, std::string_view text) {
    auto parsed = parse_descriptor(file, text);
    if (!parsed.ok()) return keep(std::move(parsed).error());
    keep(check(*parsed));
    // A file of the directory replaces the compiled-in one. Two files of the directory with one id
    // are a mistake.
    const auto known = by_id_.find(parsed->id);
    if (replacing_ && known != by_id_.end() && replaced_.contains(parsed->id))
      fault(std::string(file),
            fmt::format("the id {} is also in {}", parsed->id, known->second.file));
    if (replacing_) replaced_.insert(parsed->id);
    std::string id = parsed->id;
    by_id_.insert_or_assign(std::move(id), std::move(parsed).value());
  }

  void add_directory(const std::filesystem::path& directory) {
    replacing_ = true;
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end;
         entry.increment(error))
      if (entry->path().extension() == ".yaml") files.push_back(entry->path());
    if (error)
      return fault(directory.string(),
                   fmt::format("cannot be read: {}; check exchanges_directory and its rights",
                               error.message()));
    std::ranges::sort(files);
    for (const auto& file : files)
      add_file(file);
  }

  void add_files(const std::vector<std::filesystem::path>& files) {
    replacing_ = true;
    for (const auto& file : files)
      add_file(file);
  }

  void set_base_urls(const std::map<std::string, std::string>& urls) {
    for (const auto& wanted : urls) {
      const std::string& name = wanted.first;
      const auto found = std::ranges::find_if(by_id_, [&](const auto& entry) {
        return entry.first == name ||
               std::ranges::find(entry.second.aliases, name) != entry.second.aliases.end();
      });
      if (found == by_id_.end()) {
        fault("configuration", fmt::format("exchanges.{}: there is no such exchange", name));
        continue;
      }
      for (auto& [type, rules] : found->second.markets)
        rules.base_url = wanted.second;
      keep(check(found->second));
    }
  }

  std::map<std::string, Descriptor>& descriptors() { return by_id_; }
  Registry::Errors& faults() { return faults_; }
  void fault(std::string file, std::string message) {
    faults_.push_back({std::move(file), 0, "", std::move(message)});
  }

 private:
  void keep(Registry::Errors found) { std::ranges::move(found, std::back_inserter(faults_)); }

  void add_file(const std::filesystem::path& path) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    if (!error && bytes > kMostFileBytes) return fault(path.string(), "is larger than 1 MiB");
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file) return fault(path.string(), "cannot be read; check its rights");
    add(path.string(), text);
  }

  std::map<std::string, Descriptor> by_id_;
  std::set<std::string> replaced_;
  bool replacing_ = false;
  Registry::Errors faults_;
};

// Exchanges of one group share its buckets, so their descriptors must agree about them.
void check_groups(const std::map<std::string, Descriptor>& descriptors, Loader& loader) {
  std::map<std::pair<std::string, std::string>, const Descriptor*> owners;
  for (const auto& [id, descriptor] : descriptors)
    for (const Bucket& bucket : descriptor.buckets) {
      const auto [entry, is_new] =
          owners.try_emplace({descriptor.budget_group, bucket.name}, &descriptor);
      if (is_new || *entry->second->bucket(bucket.name) == bucket) continue;
      loader.fault(descriptor.file,
                   fmt::format("bucket {} of group {} differs from that of {}", bucket.name,
                               descriptor.budget_group, entry->second->id));
    }
}

std::vector<proto::Interval> intervals_of(const MarketRules& rules) {
  std::vector<proto::Interval> intervals;
  for (const proto::Interval interval : proto::kIntervals)
    if (plan_interval(rules, interval)) intervals.push_back(interval);
  return intervals;
}

// The most that one call of any route takes from a bucket.
double max_call_cost(const Descriptor& descriptor, const std::string& bucket) {
  double most = 0;
  for (const auto& [type, rules] : descriptor.markets)
    for (const auto& [name, route] : rules.routes)
      for (const CostRule& cost : route.cost)
        if (cost.bucket == bucket)
          for (const CostRule::Step& step : cost.steps)
            most = std::max(most, step.units);
  return most;
}

}  // namespace

base::Result<Registry, Registry::Errors> Registry::load(const RegistryOptions& options) {
  Loader loader;
  for (const EmbeddedFile& file : builtin_descriptors())
    loader.add(file.name, file.text);
  if (!options.directory.empty()) loader.add_directory(options.directory);
  loader.add_files(options.files);
  // Last, so that a base URL also reaches a descriptor from the directory.
  loader.set_base_urls(options.base_urls);
  check_groups(loader.descriptors(), loader);
  Registry registry;
  for (auto& [id, descriptor] : loader.descriptors()) {
    std::vector<std::string> names = descriptor.aliases;
    names.push_back(id);
    for (std::string& name : names) {
      const auto [entry, is_new] =
          registry.by_name_.emplace(std::move(name), registry.descriptors_.size());
      if (!is_new)
        loader.fault(descriptor.file, fmt::format("the name {} is taken by {}", entry->first,
                                                  registry.descriptors_[entry->second].id));
    }
    registry.descriptors_.push_back(std::move(descriptor));
  }
  if (!loader.faults().empty()) return std::move(loader.faults());
  return registry;
}

const Descriptor* Registry::find(std::string_view name) const {
  const auto found = by_name_.find(base::ascii_lower(name));
  return found == by_name_.end() ? nullptr : &descriptors_[found->second];
}

proto::ExchangeDirectory Registry::directory() const {
  std::vector<proto::ExchangeInfo> exchanges;
  for (const Descriptor& descriptor : descriptors_) {
    proto::ExchangeInfo info{descriptor.id, descriptor.aliases, {}, {}, descriptor.default_top_n};
    for (const auto& [type, rules] : descriptor.markets) {
      info.markets.push_back(type);
      info.intervals[type] = intervals_of(rules);
    }
    exchanges.push_back(std::move(info));
  }
  return proto::ExchangeDirectory(std::move(exchanges));
}

std::vector<rate::BudgetSpec> Registry::budgets() const {
  std::map<std::string, rate::BudgetSpec> groups;
  for (const Descriptor& descriptor : descriptors_) {
    rate::BudgetSpec& group = groups[descriptor.budget_group];
    group.group = descriptor.budget_group;
    for (const Bucket& bucket : descriptor.buckets) {
      const double costliest = max_call_cost(descriptor, bucket.name);
      const auto known = std::ranges::find(group.buckets, bucket.name, &rate::BucketSpec::name);
      if (known != group.buckets.end())
        known->max_call_cost = std::max(known->max_call_cost, costliest);
      else
        group.buckets.push_back(
            {bucket.name, bucket.limit, bucket.window, costliest, bucket.burst_share});
    }
  }
  std::vector<rate::BudgetSpec> budgets;
  budgets.reserve(groups.size());
  for (auto& [name, group] : groups)
    budgets.push_back(std::move(group));
  return budgets;
}

}  // namespace scand::lib::exchange
