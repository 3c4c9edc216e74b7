#include "tests/kit/support/http_server.h"

#include <sstream>
#include <stdexcept>
#include <vector>

namespace scand::test {
namespace {

std::vector<std::string> command(const std::string& source_dir, bool with_nginx) {
  std::vector<std::string> words{"/usr/bin/python3",
                                 source_dir + "/tests/kit/support/http_server.py"};
  if (with_nginx) words.emplace_back("--nginx");
  return words;
}

}  // namespace

HttpServer::HttpServer(const std::string& source_dir, bool with_nginx)
    : process_(command(source_dir, with_nginx)) {
  const auto line = process_.read_line(std::chrono::seconds(60));
  if (!line || !line->starts_with("ready ")) {
    throw std::runtime_error("tests/support/http_server.py does not come up: " +
                             line.value_or("no ready line"));
  }
  std::istringstream words(line->substr(6));
  for (std::string word; words >> word;) {
    const auto equals = word.find('=');
    facts_.emplace(word.substr(0, equals), word.substr(equals + 1));
  }
}

std::string HttpServer::url(const std::string& port_name, const std::string& path) const {
  const bool plain = port_name == "plain" || port_name == "full";
  return (plain ? "http://127.0.0.1:" : "https://127.0.0.1:") + facts_.at(port_name) + path;
}

}  // namespace scand::test
