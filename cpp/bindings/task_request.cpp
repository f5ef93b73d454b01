#include "task_request.h"

#include <cmath>
#include <limits>

#include "ltlab/numeric/require.h"
#include "ltlab/regression/conditioned_task.h"
#include "ltlab/training/checkpoint.h"
#include "object_reader.h"
#include "typed_arrays.h"

namespace ltlab::bindings {
namespace {

constexpr std::int64_t largestIndex = std::int64_t(1) << 53;
constexpr std::int64_t largestInt = std::numeric_limits<int>::max();

Task<double> drawnTask(ObjectReader& in) {
  TaskChoice choice;
  choice.d = int(in.integer("d", 1, 64));
  choice.n = int(in.integer("n", 1, 100'000));
  choice.seed = seedFrom(in.required("seed"));
  choice.index = std::uint64_t(in.integer("index", 0, largestIndex));
  choice.sigma = in.number("sigma");
  if (in.has("condition")) choice.condition = in.number("condition");
  return chosenTask(choice);
}

// x row by row, of any d that divides its length.
Task<double> ownTask(ObjectReader& in) {
  const std::vector<double> x = in.numbers("x"), y = in.numbers("y");
  const std::int64_t d = in.integer("d", 1, 64);
  requireSize("x.length", std::int64_t(x.size()), "y.length · d", std::int64_t(y.size()) * d);
  Task<double> task;
  task.x = Eigen::Map<const Matrix<double>>(x.data(), Eigen::Index(y.size()), Eigen::Index(d));
  task.y = vectorFrom(y);
  task.sigma = in.number("sigma");
  if (in.has("query")) task.query = vectorFrom(in.numbers("query"));
  return task;
}

// Of a checkpoint only what makes the network is read: how it was trained does not matter here, and the code that
// checks all of it would be loaded by every page that shows a network.
void requireReadable(ObjectReader& checkpoint) {
  const std::string format = checkpoint.text("format");
  require(format == Checkpoint::format, "format", format, std::string("is not ") + Checkpoint::format);
  const std::int64_t version = checkpoint.integer("version", 1, largestInt);
  require(version <= Checkpoint::version, "version", version,
          "is newer than this library's " + std::to_string(Checkpoint::version));
}

Architecture architectureFrom(const val& object) {
  ObjectReader settings(object, "settings");
  Architecture architecture;
  architecture.model = parseModel(settings.text("model"));
  architecture.layers = int(settings.integer("layers", -largestInt, largestInt));
  architecture.heads = int(settings.integer("heads", -largestInt, largestInt));
  architecture.d = int(settings.integer("d", -largestInt, largestInt));
  return architecture;
}

Vector<double> parametersFrom(ObjectReader& checkpoint) {
  const Vector<double> parameters = vectorFrom(checkpoint.numbers("parameters"));
  for (Eigen::Index i = 0; i < parameters.size(); ++i)
    require(std::isfinite(parameters[i]), "parameters[" + std::to_string(i) + "]", parameters[i],
            "must be finite");
  return parameters;
}

}  // namespace

Task<double> taskFrom(const val& object) {
  ObjectReader in(object, "task");
  Task<double> task = in.has("x") ? ownTask(in) : drawnTask(in);
  in.finish();
  return task;
}

std::optional<Network<double>> networkFrom(ObjectReader& in) {
  if (!in.has("network")) return std::nullopt;
  ObjectReader checkpoint(in.required("network"), "network");
  requireReadable(checkpoint);
  return networkOf(architectureFrom(checkpoint.required("settings")), parametersFrom(checkpoint));
}

}  // namespace ltlab::bindings
