#include <iostream>

#include "commands.h"
#include "json_writer.h"
#include "ltlab/attention/stream_fields.h"
#include "ltlab/numeric/require.h"
#include "text.h"

namespace ltlab::cli {
namespace {

using Eigen::Index;

constexpr const char* notes =
    "A sensor whose weights drift, and five memories that predict each reading before they are told: linear\n"
    "attention, with forgetting (retention), delta rule, gated delta rule, exact ridge regression (mesa).\n"
    "--skip tokens pass unrecorded. The page shows the same numbers.\n\n"
    "Examples:\n"
    "  ltlab stream --count 200 --json\n"
    "  ltlab stream --drift 0.1 --forgetting 0.9 --skip 1000000 --count 100\n";

void declare(Options& options) {
  options.value("inputs", "COUNT", "6", "numbers in x");
  options.value("outputs", "COUNT", "4", "numbers in y");
  options.value("drift", "NUMBER", "0.02", "share of the weights that is new at every token");
  options.value("noise", "NUMBER", "0.3", "standard deviation of the noise on y");
  options.value("forgetting", "NUMBER", "0.98", "share of a memory that is kept at every token");
  options.value("beta", "NUMBER", "0.5", "step size of the delta rules");
  options.value("ridge", "NUMBER", "1", "ridge of the exact solution");
  options.value("span", "NUMBER", "40", "tokens that the running error averages over");
  options.value("seed", "NUMBER", "1", "of the sensor");
  options.value("skip", "COUNT", "0", "tokens before the first one recorded");
  options.value("count", "COUNT", "400", "tokens recorded");
  options.flag("json", "print every number as JSON");
}

StreamSettings settingsFrom(const Options& options) {
  const auto real = [&](const char* name) { return parseReal(options.text(name), "--" + std::string(name)); };
  StreamSettings settings;
  settings.d = Index(options.integer("inputs", 1, 16));
  settings.dv = Index(options.integer("outputs", 1, 16));
  settings.drift = real("drift");
  settings.noise = real("noise");
  settings.forgetting = real("forgetting");
  settings.beta = real("beta");
  settings.ridge = real("ridge");
  settings.span = real("span");
  settings.seed = std::uint64_t(options.integer("seed", 0, std::int64_t(1) << 53));
  requireStream(settings);
  return settings;
}

std::string asText(const StreamSettings& settings, const StreamRecord& record) {
  std::string text = padded("token", 10);
  for (const RuleKind rule : streamRules) text += aligned(std::string(nameOf(rule)), 14);
  text += "\n";
  const Index n = record.x.rows(), every = std::max<Index>(1, n / 20);
  for (Index row = every - 1; row < n; row += every) {
    text += padded(std::to_string(record.first + row + 1), 10);
    for (const MemoryRecord& memory : record.memories)
      text += aligned(significant(memory.running(row), 4), 14);
    text += "\n";
  }
  text += padded("numbers", 10);
  for (const RuleKind rule : streamRules)
    text += aligned(significant(streamCost(rule, settings).stateNumbers, 6), 14);
  return text + "\n";
}

int run(const Options& options) {
  const StreamSettings settings = settingsFrom(options);
  StreamState state = startStream(settings);
  skip(settings, state, options.integer("skip", 0, 1'000'000'000));
  const StreamRecord record = follow(settings, state, Index(options.integer("count", 1, 100'000)));
  if (!options.isGiven("json")) {
    std::cout << asText(settings, record);
    return ExitStatus::success;
  }
  JsonWriter writer;
  writeStream(settings, record, writer);
  std::cout << writer.out.dump(1) << "\n";
  return ExitStatus::success;
}

}  // namespace

const Command streamCommand = {"stream", "Recurrent memories on the readings of a drifting sensor", notes,
                               declare, run};

}  // namespace ltlab::cli
