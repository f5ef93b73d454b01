#include <cmath>
#include <filesystem>
#include <iostream>
#include <thread>
#include <utility>

#include "commands.h"
#include "interrupt.h"
#include "ltlab/numeric/require.h"
#include "measures.h"
#include "settings_options.h"
#include "sweep_products.h"
#include "sweep_progress.h"
#include "sweep_run.h"
#include "text.h"

namespace ltlab::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* notes =
    "Without options: all 147 cells of the published table, with its baselines, in the folder reproduction.\n"
    "What is finished there is not run again, Ctrl-C (or SIGTERM) keeps every finished seed, and the same\n"
    "command goes on. More --seeds or other --tasks use the seeds that are there.\n\n"
    "The folder gets cells/ and seeds/ (one file each, as they finish), and in the end results.json (all\n"
    "numbers), report.md (published / ours / ratio), models/ (one small file per cell, for ltlab evaluate\n"
    "and the page) and figures/ (series of figures 1 to 7). Neither --jobs nor --shard changes a number.\n\n"
    "Several machines: each runs its --shard, in a common folder or in its own. Then the same command\n"
    "without --shard, with --merge if there are several folders, writes the end results:\n"
    "  ltlab reproduce --shard 2/8 --jobs 1\n"
    "  ltlab reproduce --merge machine-1,machine-2 --out all\n\n"
    "Examples:\n"
    "  ltlab reproduce --columns constant:1 --layers 1 --models gd++ --seeds 1 --tasks 2000 --out try\n"
    "  ltlab reproduce --columns constant:1,set:1,3 --layers 1 --models gd++,diag --seeds 1 --tasks 2000\n"
    "  ltlab reproduce --columns constant:1 --layers 1 --models gd++ --seeds 1 --tasks 2000 --out try "
    "--report --json\n";

void declare(Options& options) {
  options.value("columns", "LEVELS", "uniform:0,uniform:1,uniform:2,uniform:3,uniform:4,uniform:5,set:1,3",
                "noise distributions; a part with a colon begins a new one");
  options.value("layers", "LIST", "1-7", "depths: 1,2,5-7");
  options.value("models", "LIST", "gd++,diag,full", "parametrisations");
  addSettings(options, {"d", "n"});
  options.value("seeds", "COUNT", std::to_string(Sweep().seeds),
                "seeds of each cell, of which the best on validation tasks is kept");
  options.value("tasks", "COUNT", freshTasks, "fresh tasks of each evaluation, at least 1000");
  options.value("jobs", "COUNT", "", "threads (default: one per core)");
  options.value("shard", "PART", "", "only this part of the cells: 2/8; writes no end results");
  options.value("merge", "FOLDERS", "", "first take what is finished in these: machine-1,machine-2");
  options.value("out", "FOLDER", "reproduction", "folder of the results");
  options.flag("report", "train nothing: end results from what is finished");
  options.flag("json", "print one JSON object");
  options.flag("quiet", "no progress, only the result");
}

// One request, all of it checked before the first step.
struct Request {
  SweepRequest run;
  std::vector<SweepFolder> merge;
  SweepFolder folder{""};
  bool report = false, json = false, quiet = false;
};

Sweep sweepFrom(const Options& options) {
  Sweep sweep;
  sweep.columns = parseColumns(options.text("columns"));
  sweep.layers = parseLayers(options.text("layers"));
  sweep.models = parseModels(options.text("models"));
  sweep.d = int(options.integer("d", 1, 64));
  sweep.n = int(options.integer("n", 2, 100'000));
  sweep.seeds = int(options.integer("seeds", 1, 1000));
  sweep.tasks = options.integer("tasks", 1000, 10'000'000);
  requireSweep(sweep);
  return sweep;
}

std::vector<SweepFolder> foldersFrom(const Option& option) {
  std::vector<SweepFolder> folders;
  const std::string list = option.text();
  for (std::size_t begin = 0; option.given && begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string path = list.substr(begin, end - begin);
    require(std::filesystem::is_directory(path), option.asTyped(), path, "is not a folder");
    folders.emplace_back(path);
    begin = end + 1;
  }
  return folders;
}

Request requestFrom(const Options& options) {
  Request request;
  request.run.sweep = sweepFrom(options);
  if (options.isGiven("shard")) request.run.shard = parseShard(options.text("shard"));
  const int cores = std::max(1, int(std::thread::hardware_concurrency()));
  request.run.jobs = options.isGiven("jobs") ? int(options.integer("jobs", 1, 1024)) : cores;
  request.merge = foldersFrom(options["merge"]);
  request.report = options.isGiven("report");
  require(!request.report || request.run.shard.whole(), "report", options.text("shard"),
          "cannot be had of one shard");
  request.json = options.isGiven("json");
  request.quiet = options.isGiven("quiet");
  const std::string out = options.text("out");
  require(!out.empty(), "out", out, "must be the name of a folder");
  request.folder = SweepFolder(out);
  request.folder.create("out");
  return request;
}

constexpr int nameWidth = 24;

std::string headerText() {
  return padded("cell", nameWidth) + padded("adjusted loss", 24) + aligned("published", 10) +
         aligned("ratio", 8) + aligned("training", 14) + "\n";
}

std::string cellText(const CellResult& cell, double seconds) {
  const double ours = cell.model.adjusted.mean, published = publishedLoss(cell.cell());
  const bool known = published > 0 && std::isfinite(ours);
  return padded(cellName(cell.cell()), nameWidth) +
         padded(std::isfinite(ours) ? plusMinus(cell.model.adjusted) : "not finite", 24) +
         aligned(std::isfinite(published) ? significant(published, 4) : "-", 10) +
         aligned(known ? significant(ours / published, 3) : "-", 8) + aligned(duration(seconds), 14) + "\n";
}

struct Outcome {
  int merged = 0, signal = 0;
  SweepOutcome run;
  int finished = 0;  // cells of the end results; -1: none were written
};

Outcome perform(const Request& request) {
  const InterruptGuard guard;
  Outcome outcome;
  for (const SweepFolder& folder : request.merge)
    outcome.merged += request.folder.adopt(folder, request.run.sweep);
  SweepProgress progress(StatusLine::formFor(request.quiet));
  SweepObserver observer;
  bool first = true;
  observer.started = [&](int finished, int cells) { progress.started(finished, cells); };
  observer.advanced = [&](double fraction) { progress.advanced(fraction); };
  observer.finished = [&](const CellResult& cell, double seconds) {
    progress.clear();
    if (!request.json)
      std::cout << (std::exchange(first, false) ? headerText() : "") << cellText(cell, seconds) << std::flush;
    progress.finished();
  };
  const Recipe recipe = [](const Cell& cell, std::uint64_t seed, const auto& observe) {
    return runRecipe(cell, seed, observe);
  };
  if (!request.report)
    outcome.run =
        runSweep(request.run, request.folder, recipe, observer, [&] { return guard.signal() != 0; });
  progress.clear();
  outcome.signal = guard.signal();
  outcome.finished = -1;
  if (outcome.signal != 0 || !request.run.shard.whole()) return outcome;
  const SweepResults results = readResults(request.folder, request.run.sweep);
  require(!results.cells.empty(), "out", request.folder.root().string(),
          "has no finished cell of this sweep");
  writeProducts(request.folder, results);
  outcome.finished = int(results.cells.size());
  return outcome;
}

std::string asText(const Request& request, const Outcome& outcome) {
  const std::string folder = request.folder.root().string();
  const int cells = int(cellsOf(request.run.sweep).size());
  std::string text;
  if (outcome.merged > 0) text += line("merged", std::to_string(outcome.merged) + " files");
  if (!request.report)
    text += line("cells", std::to_string(outcome.run.finishedNow) + " finished now, " +
                              std::to_string(outcome.run.finishedBefore) + " before, of " +
                              std::to_string(outcome.run.cells) +
                              (request.run.shard.whole() ? "" : " in this shard"));
  if (outcome.signal != 0) return text + line("interrupted", "the same command goes on");
  if (outcome.finished < 0)
    return text + line("end results", "when all shards are finished: the same command without --shard");
  if (outcome.finished < cells)
    text += line("not finished", std::to_string(cells - outcome.finished) + " of " + std::to_string(cells) +
                                     " cells are missing in the end results");
  text += line("table", folder + "/report.md");
  text += line("all numbers", folder + "/results.json");
  return text + line("to ship", folder + "/models and " + folder + "/figures");
}

Json asJson(const Request& request, const Outcome& outcome) {
  return {{"out", request.folder.root().string()},
          {"cells", cellsOf(request.run.sweep, request.run.shard).size()},
          {"finishedNow", outcome.run.finishedNow},
          {"finishedBefore", outcome.run.finishedBefore},
          {"trainedSeeds", outcome.run.trainedSeeds},
          {"merged", outcome.merged},
          {"cellsInResults", outcome.finished < 0 ? Json(nullptr) : Json(outcome.finished)},
          {"interrupted", outcome.signal != 0}};
}

int run(const Options& options) {
  const Request request = requestFrom(options);
  const Outcome outcome = perform(request);
  std::cout << (request.json ? asJson(request, outcome).dump(1) + "\n" : asText(request, outcome));
  return outcome.signal == 0 ? ExitStatus::success : ExitStatus::interrupted(outcome.signal);
}

}  // namespace

const Command reproduceCommand = {
    "reproduce", "Train, evaluate and compare every cell of the published table", notes, declare, run};

}  // namespace ltlab::cli
