#include <algorithm>
#include <iostream>
#include <optional>

#include "checkpoint_file.h"
#include "commands.h"
#include "interrupt.h"
#include "ltlab/numeric/require.h"
#include "measures.h"
#include "settings_options.h"
#include "text.h"
#include "training_loop.h"

namespace ltlab::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* notes =
    "Ctrl-C (or SIGTERM) finishes the current step, saves a checkpoint and prints the command that goes on;\n"
    "a resumed run ends with the same parameters, bit for bit. It keeps its settings: beside --resume only\n"
    "--out, --tasks, --validate-every, --json and --quiet can change, and --out is the resumed file unless\n"
    "given. The same settings always give the same model.\n\n"
    "Examples:\n"
    "  ltlab train --layers 2 --noise uniform:2 --steps 1000 --out model.json\n"
    "  ltlab train --resume model.json\n"
    "  ltlab train --model gd++ --layers 1 --noise set:1,3 --estimator sampled --steps 500 --json\n"
    "  ltlab train --model full --layers 2 --noise constant:1 --steps 200 --quiet\n";

void declare(Options& options) {
  addSettings(options);
  options.value("out", "FILE", "", "write the checkpoint there");
  options.value("resume", "FILE", "", "go on from this checkpoint");
  options.value("validate-every", "STEPS", "",
                "steps between validations, 0: none (default: a tenth of the run)");
  options.value("tasks", "COUNT", freshTasks, "fresh tasks of the final evaluation");
  options.flag("json", "print one JSON object");
  options.flag("quiet", "no progress, only the result");
}

// One request, all of it checked before the first step.
struct Request {
  Checkpoint start;  // only its settings, unless resumed
  bool resumed = false;
  std::string out;  // empty: none
  long validateEvery = 0;
  std::int64_t tasks = 0;
  bool json = false, quiet = false;
};

Request requestFrom(const Options& options) {
  Request request;
  request.resumed = options.isGiven("resume");
  if (request.resumed) {
    request.start = readCheckpoint(options["resume"]);
    requireSameSettings(options, request.start.settings, options.text("resume"));
  } else {
    request.start.settings = settingsFrom(options);
  }
  const int steps = request.start.settings.steps;
  request.validateEvery = options.isGiven("validate-every") ? options.integer("validate-every", 0, 10'000'000)
                                                            : std::max(1, (steps + 9) / 10);
  request.tasks = options.integer("tasks", 1, 100'000'000);
  request.json = options.isGiven("json");
  request.quiet = options.isGiven("quiet");
  const Option& out = options[request.resumed && !options.isGiven("out") ? "resume" : "out"];
  if (out.given) requireWritable(out);
  request.out = out.text();
  return request;
}

struct Outcome {
  TrainingSettings settings;
  long firstStep = 0, step = 0;
  long skipped = 0;  // since step 0
  TrainingRecord record;
  std::optional<Evaluation> evaluation;  // none if interrupted
  std::string saved;                     // path of the checkpoint, or empty
  int signal = 0;
};

std::uint64_t evaluationSeed() {
  return std::uint64_t(parseInteger(freshSeed, "seed"));
}

// Trained to the end or to an interruption, saved, and evaluated. Saving comes first: an evaluation of many
// tasks takes long enough to be interrupted as well.
Outcome train(const Request& request) {
  const InterruptGuard guard;
  Trainer trainer = request.resumed ? Trainer(request.start) : Trainer(request.start.settings);
  Outcome outcome;
  outcome.settings = trainer.settings();
  outcome.firstStep = trainer.stepsDone();
  Progress progress(StatusLine::formFor(request.quiet), trainer.stepsDone(), trainer.settings().steps);
  outcome.record = runSteps(trainer, progress, request.validateEvery, [&] { return guard.signal() != 0; });
  outcome.step = trainer.stepsDone();
  outcome.skipped = request.start.step - request.start.updates + outcome.record.skipped;
  outcome.saved = request.out;
  if (!request.out.empty()) writeCheckpoint(trainer.checkpoint(), request.out);
  if (guard.signal() == 0)
    outcome.evaluation = evaluate(trainer.settings().architecture, trainer.parameters(),
                                  trainer.settings().problem, request.tasks, evaluationSeed());
  outcome.signal = guard.signal();
  if (outcome.signal != 0 && outcome.saved.empty()) {
    outcome.saved = unusedName(trainer.settings());
    writeCheckpoint(trainer.checkpoint(), outcome.saved);
  }
  return outcome;
}

std::string resumeCommand(const Outcome& outcome) {
  return "ltlab train --resume " + shellWord(outcome.saved);
}

std::string trainedText(const Outcome& outcome) {
  const long steps = outcome.step - outcome.firstStep;
  std::string text =
      std::to_string(outcome.step) + " of " + std::to_string(outcome.settings.steps) + " steps";
  if (outcome.firstStep > 0) text += ", " + std::to_string(steps) + " of them now";
  if (steps == 0) return text;
  text += ", " + grouped(std::int64_t(steps) * outcome.settings.batch) + " tasks in " +
          duration(outcome.record.seconds) + ", " + perSecond(outcome.record.stepsPerSecond);
  return text;
}

std::string asText(const Outcome& outcome) {
  std::string text = line("trained", trainedText(outcome));
  if (outcome.skipped > 0)
    text += line("skipped", std::to_string(outcome.skipped) + " of " + std::to_string(outcome.step) +
                                " steps changed nothing: their gradient was not finite");
  if (outcome.record.overflows > 0)
    text += line("overflowed", grouped(outcome.record.overflows) + " training tasks gave no finite gradient");
  if (outcome.evaluation) {
    const double ours = adjustedLossOf(*outcome.evaluation).mean;
    text += evaluationText(*outcome.evaluation);
    text += line("published",
                 publishedText(publishedFor(outcome.settings.architecture, outcome.settings.problem), ours));
  }
  text += line("checkpoint", outcome.saved.empty() ? "not saved (--out FILE saves it)" : outcome.saved);
  if (outcome.signal != 0) return text + line("interrupted", "go on with: " + resumeCommand(outcome));
  const Problem& problem = outcome.settings.problem;
  return text + line("compare", "ltlab baselines --noise " + formatNoise(problem.noise) + " --d " +
                                    std::to_string(problem.d) + " --n " + std::to_string(problem.n));
}

Json asJson(const Outcome& outcome) {
  Json json = {{"settings", settingsAsJson(outcome.settings)},
               {"step", outcome.step},
               {"firstStep", outcome.firstStep},
               {"skippedSteps", outcome.skipped},
               {"nonFiniteTrainingTasks", outcome.record.overflows},
               {"seconds", outcome.record.seconds},
               {"stepsPerSecond", outcome.record.stepsPerSecond},
               {"validation", Json::array()},
               {"evaluation", nullptr},
               {"checkpoint", outcome.saved.empty() ? Json(nullptr) : Json(outcome.saved)},
               {"interrupted", outcome.signal != 0}};
  for (const auto& [step, adjustedLoss] : outcome.record.validations)
    json["validation"].push_back({{"step", step}, {"adjustedLoss", finite(adjustedLoss)}});
  if (outcome.evaluation) {
    json["evaluation"] = evaluationAsJson(*outcome.evaluation, evaluationSeed());
    addPublished(json["evaluation"], publishedFor(outcome.settings.architecture, outcome.settings.problem),
                 adjustedLossOf(*outcome.evaluation).mean);
  }
  if (outcome.signal != 0) json["resume"] = resumeCommand(outcome);
  return json;
}

int run(const Options& options) {
  const Request request = requestFrom(options);
  const std::string settings = line("settings", settingsAsOptions(request.start.settings));
  if (!request.json && !request.quiet) std::cout << settings << std::flush;
  const Outcome outcome = train(request);
  std::cout << (request.json ? asJson(outcome).dump(1) + "\n" : asText(outcome));
  if (outcome.signal == 0) return ExitStatus::success;
  if (request.json) std::cerr << "ltlab train: interrupted; go on with: " << resumeCommand(outcome) << "\n";
  return ExitStatus::interrupted(outcome.signal);
}

}  // namespace

const Command trainCommand = {"train", "Train a linear transformer on fresh tasks", notes, declare, run};

}  // namespace ltlab::cli
