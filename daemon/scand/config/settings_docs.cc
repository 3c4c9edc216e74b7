#include "daemon/scand/config/settings_docs.h"

#include <fmt/format.h>

#include "daemon/scand/config/config_dump.h"
#include "daemon/scand/config/setting_table.h"

namespace scand::daemon {
namespace {

constexpr std::string_view kIntroduction = R"(# Configuration

<!-- Made from daemon/scand/config/setting_table.cc. Change it there, then run
     SCAND_UPDATE=1 unit_daemon --gtest_filter='SettingsDocs.*' -->

scand reads one YAML file, named by `--config`. Without it, every setting has its default.
[scand.example.yaml](../deploy/scand.example.yaml) lists all settings.

    scand --config /etc/scand/scand.yaml --check-config   # shows every fault with line and column
    scand --config /etc/scand/scand.yaml --print-config   # shows the settings in force, defaults too

An unknown, repeated or misplaced setting is a fault; so is a value of the wrong type or out of
bounds. scand then shows the line and what is allowed, does not start, and exits with 78. A name
ends with its unit where the value is a time, a size or money. Numbers are plain: `0.5`, `262144`.

*Applies*: `restart` is read at start only; `live` is safe to change under a running scand. This
version reads its own configuration at start only. SIGHUP (`systemctl reload scand`) reads the file
of clients again ([security.md](security.md)).

| setting | type | default | allowed | applies | meaning |
|---|---|---|---|---|---|
)";

constexpr std::string_view kExchanges = R"(
## Exchanges

Write these below `exchanges.<id>`, for any exchange that scand knows, by id or alias (`scanctl
exchanges` lists them). What is not set is as the exchange's descriptor says.

```yaml
exchanges:
  kraken:
    top_n: 40
  binance:
    base_url: http://127.0.0.1:8080/binance
```

| setting | type | default | allowed | applies | meaning |
|---|---|---|---|---|---|
)";

constexpr std::string_view kRelations = R"(
## Settings that depend on each other

- `workers_max` is at least `workers`.
- `http_api.endpoint` is a loopback address, unless `http_api.token_file` is set.
- `publisher.endpoint` and `frontend.endpoint` differ.
- Set both `security.server_key_file` and `security.clients_file`, or neither. Without them the
  endpoints must be loopback addresses, unless `security.insecure_beyond_loopback` is true.
- `limits.results_bytes` is at least `limits.result_bytes`.
- `signals.thresholds`: 0 < `weak` < `normal` < `strong`.
- `signals.scales.rsi_exhausted` is above `rsi_full`; `signals.risk.least_stop` is at most `stop`.
- In each set of `signals.weights`, at least one weight besides `ichimoku` is above 0. Weights need
  not add up to 1: only their ratios matter. [signals.md](signals.md) says what each one does.

## Exit codes of scand

| code | meaning | restart helps |
|---|---|---|
| 0 | stopped as asked | |
| 64 | wrong command line | no |
| 78 | wrong configuration | no: correct the file first |
| other | a failure at start or later; the log says which | perhaps |
)";

template <class Owner>
std::string table_line(const SettingOf<Owner>& row, const std::string& key,
                       const std::string& by_default) {
  const auto word = unit(row.kind);
  const auto type = word.empty() ? std::string(type_name(row.kind))
                                 : fmt::format("{}, {}", type_name(row.kind), word);
  return fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", key, type, by_default,
                     allowed(row.kind), row.apply == Apply::live ? "live" : "restart", row.meaning);
}

std::string code(const SettingValue& value) {
  return fmt::format("`{}`", render_value(value));
}

// The text in lines of at most 100 columns, each beginning with `start`.
std::string wrapped(std::string_view text, const std::string& start) {
  std::string out, line = start;
  while (!text.empty()) {
    const auto space = text.find(' ');
    const auto word = text.substr(0, space);
    if (line.size() + 1 + word.size() > 100) {
      out += line + '\n';
      line = start;
    }
    line += ' ';
    line += word;
    text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
  }
  return out + line + '\n';
}

template <class Owner>
std::string comment(const SettingOf<Owner>& row, const std::string& indent) {
  return wrapped(fmt::format("{} Allowed: {}.", row.meaning, allowed(row.kind)), indent + "#");
}

}  // namespace

std::string configuration_markdown() {
  std::string out(kIntroduction);
  for (const auto& row : setting_table())
    out += table_line(row, std::string(row.key), code(default_value(row.kind)));
  out += kExchanges;
  for (const auto& row : exchange_setting_table()) {
    const auto by_default = row.get(ExchangeSettings{});
    out += table_line(row, fmt::format("exchanges.<id>.{}", row.key),
                      by_default ? code(*by_default) : "the descriptor's");
  }
  return out + std::string(kRelations);
}

std::string example_yaml() {
  std::string out =
      "# The configuration of scand. Each setting is commented out and shows its default: remove "
      "the\n"
      "# '#' and change the value. docs/configuration.md says more.\n";
  SectionWriter sections(out);
  for (const auto& row : setting_table()) {
    out += '\n';
    const auto leaf = sections.enter(row.key);
    out += comment(row, leaf.indent);
    out +=
        fmt::format("{}#{}: {}\n", leaf.indent, leaf.name, render_value(default_value(row.kind)));
  }
  out +=
      "\n# Below an exchange's id: settings that override its descriptor.\nexchanges:\n  "
      "#kraken:\n";
  for (const auto& row : exchange_setting_table()) {
    out += comment(row, "    ");
    out += fmt::format("    #{}: {}\n", row.key, render_value(default_value(row.kind)));
  }
  return out;
}

}  // namespace scand::daemon
