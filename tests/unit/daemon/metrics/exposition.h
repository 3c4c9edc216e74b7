#pragma once
// Reads the metrics page, strictly, and finds samples by name and labels.

#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

#include "daemon/metrics/sample.h"

namespace scand::daemon::test {

inline const Sample& sample_of(const Samples& samples, const std::string& metric,
                               const Labels& labels) {
  for (const auto& sample : samples)
    if (sample.metric == metric && sample.labels == labels) return sample;
  throw std::runtime_error("no such sample of " + metric);
}

inline double value_of(const Samples& samples, const std::string& metric, const Labels& labels) {
  return sample_of(samples, metric, labels).value;
}

inline base::Histogram histogram_of(const Samples& samples, const std::string& metric,
                                    const Labels& labels) {
  return sample_of(samples, metric, labels).histogram.value();
}

// The page as series -> value ("scand_jobs{state=\"queued\"}"). Throws for whatever the text format
// forbids: a sample without HELP and TYPE before it, a family in two places, a repeated series, a
// malformed number, a negative counter.
inline std::map<std::string, double> read_page(const std::string& page) {
  static const std::regex sample(
      R"re(([a-z_]+)(\{[a-z_]+="(?:[^"\\\n]|\\.)*"(?:,[a-z_]+="(?:[^"\\\n]|\\.)*")*\})? (\S+))re");
  static const std::regex comment(R"(# (HELP|TYPE) ([a-z_]+) (.+))");
  std::map<std::string, double> series;
  std::set<std::string> families;
  std::string family, type, line;
  const auto refuse = [&](const char* why) { throw std::runtime_error(why + (": " + line)); };
  if (page.empty() || page.back() != '\n') throw std::runtime_error("the last line has no end");
  for (std::istringstream lines(page); std::getline(lines, line);) {
    std::smatch part;
    if (std::regex_match(line, part, comment)) {
      if (part[1] == "HELP") {
        family = part[2];
        type.clear();
        if (!families.insert(family).second) refuse("a family in two places");
      } else {
        if (part[2] != family || !type.empty()) refuse("a TYPE without its HELP");
        type = part[3];
      }
      continue;
    }
    if (!std::regex_match(line, part, sample)) refuse("not a sample");
    const std::string metric = part[1];
    const bool of_histogram =
        type == "histogram" &&
        (metric == family + "_bucket" || metric == family + "_sum" || metric == family + "_count");
    if (metric != family && !of_histogram) refuse("a sample outside its family");
    std::size_t read = 0;
    const std::string number = part[3];
    const double value = std::stod(number, &read);
    if (read != number.size()) refuse("not a number");
    if (type != "gauge" && !(value >= 0)) refuse("a count below zero");
    if (!series.emplace(metric + part[2].str(), value).second) refuse("a series twice");
  }
  return series;
}

}  // namespace scand::daemon::test
