#include <iostream>

#include "checkpoint_file.h"
#include "commands.h"
#include "json_writer.h"
#include "ltlab/transformer/comparison_fields.h"
#include "measures.h"
#include "text.h"
#include "trace_request.h"

namespace ltlab::cli {
namespace {

constexpr const char* notes =
    "Methods: gradient-descent, heavy-ball, nesterov, gradient-memory, rmsprop, adam, conjugate-gradient,\n"
    "gd-plus-plus, newton-schulz, ridge. Settings: rate, momentum, decay, epsilon, rate-scale; what is not\n"
    "given suits the spectrum of the task. excess is f(w) - min f, adjusted half the squared distance to "
    "the\n"
    "ridge solution that knows sigma. The page draws the same numbers.\n\n"
    "Examples:\n"
    "  ltlab trace --condition 30 --methods gradient-descent,heavy-ball,adam --steps 20\n"
    "  ltlab train --model diag --layers 4 --d 2 --n 10 --noise uniform:3 --steps 500 --out model.json "
    "--quiet\n"
    "  ltlab trace --network model.json --sigma 1.5 --methods heavy-ball:momentum=0.9 --json\n"
    "  ltlab trace --points '1,0,2;0,1,-1;1,1,1.2' --sigma 0.5 --start 2,2 --json\n";

nlohmann::ordered_json asJson(const Task<double>& task, const Comparison& comparison) {
  JsonWriter writer;
  writer.matrix("x", task.x);
  writer.vector("y", task.y);
  writer.number("sigma", task.sigma);
  if (task.w.size() > 0) writer.vector("trueW", task.w);
  writeComparison(comparison, writer);
  return writer.out;
}

std::string weights(const Vector<double>& w) {
  std::string text;
  for (const double value : w) text += aligned(significant(value, 6), 14);
  return text;
}

std::string rowText(const std::string& name, const Vector<double>& w, const Quality& quality,
                    Eigen::Index k) {
  return padded(name, 7) + aligned(significant(quality.excess(k), 6), 14) +
         aligned(significant(quality.adjusted(k), 6), 14) + weights(w) + "\n";
}

std::string heading(const std::string& name, const char* count) {
  return "\n" + name + "\n" + padded(count, 7) + aligned("excess", 14) + aligned("adjusted", 14) +
         aligned("w", 14) + "\n";
}

std::string asText(const Task<double>& task, const Comparison& comparison) {
  std::string text = line("sigma", significant(task.sigma, 6));
  text += line("condition", significant(comparison.spectrum.condition(), 6));
  text += padded("OLS", 16) + weights(comparison.ols) + "\n" + padded("ridge", 16) +
          weights(comparison.ridge) + "\n";
  if (const auto& run = comparison.network) {
    text += heading("network", "layer");
    for (Eigen::Index l = 0; l < run->quality.loss.size(); ++l)
      text += rowText(std::to_string(l), run->recursion.state(int(l)).w, run->quality, l);
  }
  for (const MethodRun& run : comparison.methods) {
    text += heading(std::string(methodName(run.method)), "step");
    for (Eigen::Index k = 0; k < run.trace.w.rows(); ++k)
      text += rowText(std::to_string(k), run.trace.w.row(k), run.quality, k);
  }
  return text;
}

Comparison compared(const Options& options, const ComparisonRequest& request) {
  if (!options.isGiven("network")) return compareSolvers(request, nullptr);
  const Checkpoint checkpoint = readCheckpoint(options["network"]);
  const Network<double> network = networkOf(checkpoint.settings.architecture, checkpoint.parameters);
  require(network.d == request.x.cols(), options["network"].asTyped(), network.d,
          "is the d of this network, but not that of the task");
  return compareSolvers(request, &network);
}

int run(const Options& options) {
  const Task<double> task = traceTask(options);
  const Comparison comparison = compared(options, traceRequest(options, task));
  std::cout << (options.isGiven("json") ? asJson(task, comparison).dump(1) + "\n" : asText(task, comparison));
  return ExitStatus::success;
}

}  // namespace

const Command traceCommand = {"trace", "Weights of a network per layer beside the iterates of optimisers",
                              notes, declareTraceRequest, run};

}  // namespace ltlab::cli
