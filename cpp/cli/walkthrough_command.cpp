#include <iostream>

#include "checkpoint_file.h"
#include "commands.h"
#include "json_writer.h"
#include "ltlab/transformer/constructions.h"
#include "ltlab/transformer/walkthrough_fields.h"
#include "measures.h"
#include "text.h"
#include "trace_request.h"

namespace ltlab::cli {
namespace {

constexpr const char* notes =
    "Every number of one task through one network: M, u, a, w after each layer with the terms that make "
    "them,\n"
    "the momentum form of each DIAG layer, and two checks: the largest difference from the tokens moved one\n"
    "by one, and of the momentum form from the recursion. The page draws the same numbers.\n\n"
    "Examples:\n"
    "  ltlab walkthrough --omegas '-0.02,0.001,-0.05,0;0,0,-0.1,0.002' --json\n"
    "  ltlab walkthrough --network web/models/descent/diag.json --sigma 1 --seed 3\n"
    "  ltlab walkthrough --points '1,0,2;0,1,-1' --query 1,1 --omegas 0,0,-0.5,0\n";

void declare(Options& options) {
  options.value("network", "FILE", "", "a checkpoint of the same d");
  options.value("omegas", "LIST", "", "own DIAG layers instead: xx,xy,yx,yy;xx,xy,yx,yy;...");
  options.value("query", "LIST", "", "x of the query (default: that of the drawn task)");
  declareTask(options);
  options.flag("json", "print one JSON object");
}

Vector<double> queryOf(const Options& options, const Task<double>& task) {
  if (!options.isGiven("query")) {
    require(task.query.size() > 0, "query", "", "is missing: --points says nothing about it");
    return task.query;
  }
  const std::vector<double> query = options.reals("query");
  require(Eigen::Index(query.size()) == task.x.cols(), "query", options.text("query"),
          "must be as many numbers as x has, " + std::to_string(task.x.cols()));
  return Eigen::Map<const Vector<double>>(query.data(), Eigen::Index(query.size()));
}

// Layers may be told apart by semicolons.
std::vector<double> omegaNumbers(const Options& options) {
  std::vector<double> numbers;
  const std::string text = options.text("omegas") + ";";
  for (std::size_t begin = 0, end; (end = text.find_first_of(",;", begin)) != std::string::npos;
       begin = end + 1)
    numbers.push_back(parseReal(std::string_view(text).substr(begin, end - begin), "--omegas"));
  return numbers;
}

Network<double> networkFor(const Options& options, int d) {
  require(options.isGiven("network") != options.isGiven("omegas"), "network", options.text("network"),
          "must be given, or --omegas, and not both");
  if (options.isGiven("omegas")) return networkOf(d, omegasFrom(omegaNumbers(options)));
  const Checkpoint checkpoint = readCheckpoint(options["network"]);
  const Network<double> network = networkOf(checkpoint.settings.architecture, checkpoint.parameters);
  require(network.d == d, options["network"].asTyped(), network.d,
          "is the d of this network, but not that of the task");
  return network;
}

std::string numbersOf(const auto& values) {
  std::string text;
  for (const double value : values) text += aligned(significant(value, 6), 14);
  return text;
}

std::string stateText(const ImplicitState<double>& state) {
  return padded("  M", 16) + numbersOf(state.M.template reshaped<Eigen::RowMajor>()) + "\n" +
         padded("  u", 16) + numbersOf(state.u) + "\n" + padded("  a", 16) +
         aligned(significant(state.a, 6), 14) + "\n" + padded("  w", 16) + numbersOf(state.w) + "\n";
}

std::string asText(const Walkthrough& walk) {
  std::string text = padded("OLS", 16) + numbersOf(walk.comparison.ols) + "\n" + padded("ridge", 16) +
                     numbersOf(walk.comparison.ridge) + "\n";
  for (Eigen::Index l = 0; l < walk.prediction.size(); ++l)
    text += "\n" + line("layer " + std::to_string(l), "predicts " + significant(walk.prediction(l), 6)) +
            stateText(walk.comparison.network->recursion.state(int(l)));
  text += "\nlargest relative difference\n";
  text += line("  from tokens", significant(walk.tokenDifference, 2));
  if (!walk.momentum.empty()) text += line("  momentum form", significant(walk.momentumDifference, 2));
  return text;
}

int run(const Options& options) {
  Task<double> task = traceTask(options);
  task.query = queryOf(options, task);
  const Walkthrough walk = walkThrough(task, networkFor(options, int(task.x.cols())));
  if (!options.isGiven("json")) {
    std::cout << asText(walk);
    return ExitStatus::success;
  }
  JsonWriter writer;
  writeWalkthrough(walk, writer);
  std::cout << writer.out.dump(1) << "\n";
  return ExitStatus::success;
}

}  // namespace

const Command walkthroughCommand = {"walkthrough", "Every number of one task through the layers of a network",
                                    notes, declare, run};

}  // namespace ltlab::cli
