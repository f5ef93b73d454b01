#include "task_request.h"

#include "conversion.h"
#include "ltlab/numeric/require.h"
#include "ltlab/regression/conditioned_task.h"
#include "object_reader.h"

namespace ltlab::bindings {
namespace {

constexpr std::int64_t largestIndex = std::int64_t(1) << 53;

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

}  // namespace

Task<double> taskFrom(const val& object) {
  ObjectReader in(object, "task");
  Task<double> task = in.has("x") ? ownTask(in) : drawnTask(in);
  in.finish();
  return task;
}

std::optional<Network<double>> networkFrom(ObjectReader& in) {
  if (!in.has("network")) return std::nullopt;
  const Checkpoint checkpoint = checkpointFrom(in.required("network"));
  return networkOf(checkpoint.settings.architecture, checkpoint.parameters);
}

}  // namespace ltlab::bindings
