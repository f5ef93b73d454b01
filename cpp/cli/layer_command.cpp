#include <iostream>

#include "checkpoint_file.h"
#include "commands.h"
#include "json_writer.h"
#include "ltlab/numeric/require.h"
#include "ltlab/transformer/constructions.h"
#include "ltlab/transformer/one_layer_fields.h"
#include "rows.h"
#include "text.h"

namespace ltlab::cli {
namespace {

using Eigen::Index;

constexpr const char* notes =
    "Every number of one layer on the pairs (x, y) and the query: similarities, transformations, what each "
    "token\n"
    "gains, and one step of gradient descent on the same pairs beside it. The layer: four omegas, or heads, "
    "each P\n"
    "then Q row by row, or the first layer of a checkpoint. The page draws the same numbers.\n\n"
    "Examples:\n"
    "  ltlab layer --points '1,2;-1,-1.5;0.5,1' --query 2 --omega 0,0,-0.3,0\n"
    "  ltlab layer --points '1,0,2;0,1,-1' --query 1,1 --heads '0,0,0,0,0,0,0,0,1,1,0,0,0,1,0,0,0,0' --json\n"
    "  ltlab layer --points '1,0,2;0,1,-1' --query 1,1 --network web/models/descent/full.json\n";

void declare(Options& options) {
  options.value("points", "LIST", "", "context pairs: x_1,...,x_d,y;...");
  options.value("query", "LIST", "", "x of the query");
  options.value("omega", "LIST", "", "xx,xy,yx,yy of a DIAG layer");
  options.value("heads", "LIST", "", "2 (d + 1)^2 numbers per head");
  options.value("network", "FILE", "", "a checkpoint of the same d: its first layer");
  options.flag("json", "print every number as JSON");
}

Task<double> taskFrom(const Options& options) {
  require(options.isGiven("points"), "points", "", "is missing");
  const Matrix<double> rows = rowsOption(options, "points");
  const std::vector<double> query = options.reals("query");
  Task<double> task;
  task.x = rows.leftCols(rows.cols() - 1);
  task.y = rows.col(rows.cols() - 1);
  task.query = Eigen::Map<const Vector<double>>(query.data(), Index(query.size()));
  return task;
}

Layer<double> headsFrom(const std::vector<double>& numbers, Index size) {
  const Index perHead = 2 * size * size;
  require(Index(numbers.size()) % perHead == 0, "heads", numbers.size(),
          "numbers are not a multiple of 2 (d + 1)^2 = " + std::to_string(perHead));
  Layer<double> layer;
  for (const double* head = numbers.data(); head != numbers.data() + numbers.size(); head += perHead)
    layer.heads.push_back({Eigen::Map<const Matrix<double>>(head, size, size),
                           Eigen::Map<const Matrix<double>>(head + size * size, size, size)});
  return layer;
}

Layer<double> layerFrom(const Options& options, int d) {
  const int given = options.isGiven("omega") + options.isGiven("heads") + options.isGiven("network");
  require(given == 1, "omega", options.text("omega"),
          "must be given, or --heads, or --network, and only one");
  if (options.isGiven("heads")) return headsFrom(options.reals("heads"), d + 1);
  if (options.isGiven("omega")) {
    const std::vector<double> omega = options.reals("omega");
    require(omega.size() == 4, "omega", options.text("omega"), "must be four numbers: xx,xy,yx,yy");
    return layerOf<double>(d, {omega[0], omega[1], omega[2], omega[3]});
  }
  const Checkpoint checkpoint = readCheckpoint(options["network"]);
  return networkOf(checkpoint.settings.architecture, checkpoint.parameters).layers.front();
}

std::string asText(const OneLayer& run) {
  std::string text = "token before, and after\n";
  for (Index i = 0; i < run.tokens.rows(); ++i) {
    for (const double value : run.tokens.row(i)) text += aligned(significant(value, 5), 12);
    text += "   ";
    for (const double value : run.record.tokens.row(i)) text += aligned(significant(value, 5), 12);
    text += "\n";
  }
  text += line("layer predicts", significant(run.prediction, 6));
  text += line("gradient step", significant(run.gradientStep.prediction, 6));
  text += line("labels apart", significant(run.labelDifference, 3));
  text += line("inputs moved", significant(run.inputMovement, 3));
  return text;
}

int run(const Options& options) {
  const Task<double> task = taskFrom(options);
  const OneLayer layer = runOneLayer(task, layerFrom(options, int(task.x.cols())));
  if (!options.isGiven("json")) {
    std::cout << asText(layer);
    return ExitStatus::success;
  }
  JsonWriter writer;
  writeOneLayer(layer, writer);
  std::cout << writer.out.dump(1) << "\n";
  return ExitStatus::success;
}

}  // namespace

const Command layerCommand = {"layer", "One layer on a handful of tokens, beside a gradient step", notes,
                              declare, run};

}  // namespace ltlab::cli
