// The functions of TrainingModule and ModuleTrainer in web/src/engine/types.ts. Registration only: arguments are
// converted in conversion.cpp, refusals in boundary.h.
#include <emscripten/bind.h>

#include <string>

#include "bound_trainer.h"
#include "boundary.h"
#include "conversion.h"
#include "ltlab/training/published.h"
#include "object_reader.h"
#include "task_arrays.h"

namespace ltlab::bindings {
namespace {

std::string version() {
  return LTLAB_VERSION;
}

val defaultSettings() {
  return toJs(TrainingSettings{});
}

BoundTrainer* createTrainer(const val& settings) {
  return atBoundary([&] { return new BoundTrainer(Trainer(settingsFrom(settings))); });
}

BoundTrainer* resumeTrainer(const val& checkpoint) {
  return atBoundary([&] { return new BoundTrainer(Trainer(checkpointFrom(checkpoint))); });
}

val evaluateCheckpoint(const val& object, const val& options) {
  return atBoundary([&] {
    const Checkpoint checkpoint = checkpointFrom(object);
    const Sampling sampling = samplingFrom(options);
    const TrainingSettings& settings = checkpoint.settings;
    return toJs(evaluate(settings.architecture, checkpoint.parameters, settings.problem, sampling.tasks,
                         sampling.seed));
  });
}

val profileCheckpoint(const val& object, const val& options) {
  return atBoundary([&] {
    const Checkpoint checkpoint = checkpointFrom(object);
    ObjectReader in(options, "options");
    const std::vector<double> sigmas = in.numbers("sigmas");
    const std::int64_t tasks = in.integer("tasks", 1, 100'000'000);
    const std::uint64_t seed = seedFrom(in.required("seed"));
    in.finish();
    const TrainingSettings& settings = checkpoint.settings;
    return toJs(
        sigmaProfile(settings.architecture, checkpoint.parameters, settings.problem, sigmas, tasks, seed));
  });
}

val baselines(const val& problem, const val& options) {
  return atBoundary([&] {
    const Problem checked = problemFrom(problem);
    const Sampling sampling = samplingFrom(options);
    return toJs(computeBaselines(checked, sampling.tasks, sampling.seed));
  });
}

double published(const val& model, const val& layers, const val& noise) {
  return atBoundary([&] {
    const Model parsed = parseModel(readText(model, "model"));
    return publishedLoss(parsed, int(readInteger(layers, "layers", 1, 16)),
                         parseNoise(readText(noise, "noise")));
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(ltlab) {
  emscripten::function("version", &version);
  emscripten::function("defaultSettings", &defaultSettings);
  emscripten::function("createTrainer", &createTrainer, emscripten::allow_raw_pointers());
  emscripten::function("resumeTrainer", &resumeTrainer, emscripten::allow_raw_pointers());
  emscripten::function("evaluate", &evaluateCheckpoint);
  emscripten::function("sigmaProfile", &profileCheckpoint);
  emscripten::function("baselines", &baselines);
  emscripten::function("publishedLoss", &published);
  emscripten::function("sampleTasks", &sampleTasks);
  emscripten::class_<BoundTrainer>("ModuleTrainer")
      .function("step", &BoundTrainer::step)
      .function("shareCount", &BoundTrainer::shareCount)
      .function("parameters", &BoundTrainer::parameters)
      .function("shareSums", &BoundTrainer::shareSums)
      .function("drawAhead", &BoundTrainer::drawAhead)
      .function("beginStep", &BoundTrainer::beginStep)
      .function("addShares", &BoundTrainer::addShares)
      .function("endStep", &BoundTrainer::endStep)
      .function("validate", &BoundTrainer::validate)
      .function("weights", &BoundTrainer::weights)
      .function("checkpoint", &BoundTrainer::checkpoint)
      .function("settings", &BoundTrainer::settings);
}

}  // namespace ltlab::bindings
