#pragma once
// Makes the documents about settings from the table of settings. They are committed, so that they
// can be read without a build; a test fails when one is stale.

#include <string>

namespace scand::daemon {

[[nodiscard]] std::string configuration_markdown();  // docs/configuration.md
[[nodiscard]] std::string example_yaml();            // deploy/scand.example.yaml

}  // namespace scand::daemon
