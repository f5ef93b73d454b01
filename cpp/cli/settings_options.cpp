#include "settings_options.h"

#include <algorithm>
#include <limits>
#include <map>
#include <stdexcept>

#include "ltlab/numeric/require.h"
#include "text.h"

namespace ltlab::cli {
namespace {

struct Explanation {
  const char *placeholder, *help;
};

const std::map<std::string, Explanation> explanations = {
    {"model", {"NAME", "full (free P, Q), diag (four numbers a head) or gd++ (diag with q_y = 0)"}},
    {"layers", {"COUNT", "depth, 1 to 16"}},
    {"heads", {"COUNT", "heads of each layer, 1 to 8; published: 1"}},
    {"d", {"COUNT", "dimension of x, 1 to 64"}},
    {"n", {"COUNT", "context pairs of a task, more than d"}},
    {"noise", {"LEVELS", "standard deviation: uniform:MAX, set:A,B,... or constant:A"}},
    {"estimator", {"NAME", "loss: expected (exact mean over queries and weights) or sampled (as published)"}},
    {"sampler",
     {"NAME", "tokens (draws every context) or statistics (draws XᵀX, Xᵀy, yᵀy: cost independent of n)"}},
    {"precision", {"NAME", "arithmetic of the training steps: float or double"}},
    {"steps", {"COUNT", "training steps"}},
    {"batch", {"COUNT", "fresh tasks of one step"}},
    {"rate", {"NUMBER", "peak learning rate of Adam, in (0, 1]"}},
    {"warmup", {"COUNT", "steps of linear warm-up"}},
    {"schedule", {"NAME", "after the warm-up: cosine (to 0 at the last step) or constant"}},
    {"taskCap", {"NUMBER", "largest gradient norm of one task; 0: no cap"}},
    {"gradientClip", {"NUMBER", "largest gradient norm of a batch; 0: no clipping"}},
    {"seed", {"NUMBER", "tasks and initial weights follow from it"}},
};

// Calls use(field, text) for every field.
template <class Use>
struct FieldTexts {
  Use use;
  void text(const char* name, const std::string& value) { use(name, value); }
  void integer(const char* name, int value) { use(name, std::to_string(value)); }
  void real(const char* name, double value) { use(name, shortest(value)); }
  void seed(const char* name, std::uint64_t value) { use(name, std::to_string(value)); }
};

template <class Use>
void forEachField(TrainingSettings settings, Use use) {
  FieldTexts<Use> visitor{use};
  visitSettings(settings, visitor);
}

std::map<std::string, std::string> fieldTexts(const TrainingSettings& settings) {
  std::map<std::string, std::string> texts;
  forEachField(settings, [&](const char* name, const std::string& text) { texts[name] = text; });
  return texts;
}

struct OptionReader {
  const Options& options;

  const Option* given(const char* name) const {
    const Option* option = options.find(kebabCase(name));
    return option && option->given ? option : nullptr;
  }
  void text(const char* name, std::string& value) const {
    if (const Option* option = given(name)) value = *option->given;
  }
  void integer(const char* name, int& value) const {
    const Option* option = given(name);
    if (!option) return;
    const std::int64_t number = parseInteger(*option->given, option->asTyped());
    using Range = std::numeric_limits<int>;
    require(number >= Range::min() && number <= Range::max(), option->asTyped(), number,
            "is too large to be read");
    value = int(number);
  }
  void real(const char* name, double& value) const {
    if (const Option* option = given(name)) value = parseReal(*option->given, option->asTyped());
  }
  void seed(const char* name, std::uint64_t& value) const {
    const Option* option = given(name);
    if (!option) return;
    const std::int64_t number = parseInteger(*option->given, option->asTyped());
    requireInside(option->asTyped(), number, 0, std::int64_t(1) << 53);
    value = std::uint64_t(number);
  }
};

}  // namespace

void addSettings(Options& options, const std::vector<std::string>& only) {
  forEachField({}, [&](const std::string& name, const std::string& initial) {
    if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end()) return;
    const auto& [placeholder, help] = explanations.at(name);
    options.value(kebabCase(name), placeholder, initial, help);
  });
}

TrainingSettings settingsFrom(const Options& options, TrainingSettings base) {
  OptionReader reader{options};
  visitSettings(base, reader);
  requireSettings(base);
  return base;
}

void requireSameSettings(const Options& options, const TrainingSettings& resumed, const std::string& path) {
  const auto kept = fieldTexts(resumed), wanted = fieldTexts(settingsFrom(options, resumed));
  for (const auto& [name, text] : wanted)
    require(text == kept.at(name), options[kebabCase(name)].asTyped(), text,
            "contradicts " + path + ", which has " + kept.at(name) + ": a resumed run keeps its settings");
}

std::string settingsAsOptions(const TrainingSettings& settings) {
  std::string line;
  forEachField(settings, [&](const char* name, const std::string& text) {
    line += (line.empty() ? "--" : " --") + kebabCase(name) + " " + text;
  });
  return line;
}

nlohmann::ordered_json settingsAsJson(const TrainingSettings& settings) {
  struct Writer {
    nlohmann::ordered_json json;
    void text(const char* name, const std::string& value) { json[name] = value; }
    void integer(const char* name, int value) { json[name] = value; }
    void real(const char* name, double value) { json[name] = value; }
    void seed(const char* name, std::uint64_t value) { json[name] = value; }
  } writer;
  TrainingSettings copy = settings;
  visitSettings(copy, writer);
  return writer.json;
}

}  // namespace ltlab::cli
