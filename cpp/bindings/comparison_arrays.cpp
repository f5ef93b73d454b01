#include "comparison_arrays.h"

#include "boundary.h"
#include "conversion.h"
#include "ltlab/regression/conditioned_task.h"
#include "ltlab/transformer/comparison_fields.h"
#include "object_reader.h"

namespace ltlab::bindings {
namespace {

constexpr std::int64_t largestIndex = std::int64_t(1) << 53;

// The writer of comparison_fields.h; matrices go out flat, row by row.
struct ObjectWriter {
  val out = val::object();

  void number(const char* name, double value) { out.set(name, value); }
  void text(const char* name, std::string_view value) { out.set(name, std::string(value)); }
  void vector(const char* name, const Vector<double>& values) {
    out.set(name, float64Array(values.data(), std::size_t(values.size())));
  }
  void matrix(const char* name, const Matrix<double>& values) {
    out.set(name, float64Array(values.data(), std::size_t(values.size())));
  }
  ObjectWriter child() const { return {}; }
  void object(const char* name, const ObjectWriter& inner) { out.set(name, inner.out); }
  void list(const char* name) { out.set(name, val::array()); }
  void append(const char* name, const ObjectWriter& inner) { out[name].call<void>("push", inner.out); }
};

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
  return task;
}

Task<double> taskFrom(const val& object) {
  ObjectReader in(object, "task");
  Task<double> task = in.has("x") ? ownTask(in) : drawnTask(in);
  in.finish();
  return task;
}

MethodRequest methodFrom(const val& object) {
  ObjectReader in(object, "method");
  MethodRequest method{methodNamed(in.text("name")), {}, {}, {}, {}};
  if (in.has("rate")) method.rate = in.number("rate");
  if (in.has("momentum")) method.momentum = in.number("momentum");
  if (in.has("decay")) method.decay = in.number("decay");
  if (in.has("epsilon")) method.epsilon = in.number("epsilon");
  if (in.has("rateScale")) method.rateScale = in.number("rateScale");
  in.finish();
  return method;
}

std::vector<MethodRequest> methodsFrom(const val& list) {
  require(val::global("Array").call<bool>("isArray", list), "methods", describe(list), "is not an array",
          InputError::Kind::Type);
  std::vector<MethodRequest> methods;
  const auto length = list["length"].as<unsigned>();
  for (unsigned i = 0; i < length; ++i) methods.push_back(methodFrom(list[i]));
  return methods;
}

void addTask(const Task<double>& task, ObjectWriter& out) {
  out.matrix("x", task.x);
  out.vector("y", task.y);
  out.number("sigma", task.sigma);
  if (task.w.size() > 0) out.vector("trueW", task.w);
}

std::optional<Network<double>> networkFrom(ObjectReader& in) {
  if (!in.has("network")) return std::nullopt;
  const Checkpoint checkpoint = checkpointFrom(in.required("network"));
  return networkOf(checkpoint.settings.architecture, checkpoint.parameters);
}

}  // namespace

val traceSolvers(const val& object) {
  return atBoundary([&] {
    ObjectReader in(object, "request");
    const Task<double> task = taskFrom(in.required("task"));
    ComparisonRequest request{.x = task.x, .y = task.y, .sigma = task.sigma, .start = {}, .methods = {}};
    request.penalty = in.number("penalty");
    request.start = vectorFrom(in.numbers("start"));
    request.steps = int(in.integer("steps", 1, 200));
    request.methods = methodsFrom(in.required("methods"));
    const std::optional<Network<double>> network = networkFrom(in);
    in.finish();
    ObjectWriter out;
    addTask(task, out);
    writeComparison(compareSolvers(request, network ? &*network : nullptr), out);
    return out.out;
  });
}

}  // namespace ltlab::bindings
