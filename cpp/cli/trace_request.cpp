#include "trace_request.h"

#include <algorithm>

#include "ltlab/numeric/require.h"

namespace ltlab::cli {
namespace {

std::vector<std::string_view> splitAt(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

double realOption(const Options& options, const char* name) {
  return parseReal(options.text(name), options[name].asTyped());
}

void setField(MethodRequest& method, std::string_view name, double value) {
  if (name == "rate")
    method.rate = value;
  else if (name == "momentum")
    method.momentum = value;
  else if (name == "decay")
    method.decay = value;
  else if (name == "epsilon")
    method.epsilon = value;
  else if (name == "rate-scale")
    method.rateScale = value;
  else
    require(false, "methods", name, "is not one of rate, momentum, decay, epsilon, rate-scale",
            InputError::Kind::Type);
}

// The library's refusal, "method: …", under the name of the option.
Method methodOption(std::string_view name) {
  try {
    return methodNamed(name);
  } catch (const InputError& error) {
    throw InputError(error.kind(), "--methods" + std::string(error.what()).substr(6));
  }
}

// heavy-ball:momentum=0.9:rate-scale=2
MethodRequest parseMethod(std::string_view text) {
  const std::vector<std::string_view> parts = splitAt(text, ':');
  MethodRequest method{methodOption(parts[0]), {}, {}, {}, {}};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t equals = parts[i].find('=');
    require(equals != std::string_view::npos, "methods", parts[i], "must be NAME=NUMBER");
    setField(method, parts[i].substr(0, equals), parseReal(parts[i].substr(equals + 1), "--methods"));
  }
  return method;
}

// x_1,…,x_d,y;x_1,…,x_d,y;…
Task<double> pointsFrom(const std::string& text, int d) {
  const std::vector<std::string_view> rows = splitAt(text, ';');
  Task<double> task;
  task.x.resize(Eigen::Index(rows.size()), d);
  task.y.resize(Eigen::Index(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::vector<std::string_view> numbers = splitAt(rows[i], ',');
    require(int(numbers.size()) == d + 1, "points", rows[i],
            "must be " + std::to_string(d) + " numbers x and one y");
    for (int j = 0; j < d; ++j) task.x(Eigen::Index(i), j) = parseReal(numbers[std::size_t(j)], "--points");
    task.y(Eigen::Index(i)) = parseReal(numbers.back(), "--points");
  }
  return task;
}

}  // namespace

void declareTask(Options& options) {
  options.value("d", "COUNT", "2", "dimension of x, 1 to 64");
  options.value("n", "COUNT", "10", "context pairs of a drawn task");
  options.value("sigma", "NUMBER", "1", "noise level of the task, which ridge is told");
  options.value("condition", "NUMBER", "", "condition number of XᵀX (default: as drawn)");
  options.value("seed", "NUMBER", "1", "seed of the task");
  options.value("index", "NUMBER", "0", "index of the task");
  options.value("points", "LIST", "", "own context instead of a drawn one: x1,x2,y;x1,x2,y;...");
}

void declareTraceRequest(Options& options) {
  options.value("network", "FILE", "", "a checkpoint of the same d, shown beside the methods");
  options.value("methods", "LIST", "gradient-descent,heavy-ball",
                "names, each with settings after colons, such as heavy-ball:momentum=0.9:rate-scale=2");
  options.value("steps", "COUNT", "8", "steps of every method, 1 to 200");
  declareTask(options);
  options.value("penalty", "NUMBER", "", "s of the objective ½‖y − Xw‖² + ½s‖w‖² (default: sigma squared)");
  options.value("start", "LIST", "", "first iterate of the methods (default: zeros)");
  options.flag("json", "print one JSON object");
}

Task<double> traceTask(const Options& options) {
  const int d = int(options.integer("d", 1, 64));
  const double sigma = realOption(options, "sigma");
  if (options.isGiven("points")) {
    for (const char* name : {"n", "condition", "seed", "index"})
      require(!options.isGiven(name), options[name].asTyped(), options.text(name),
              "says how to draw a task, but --points gives one");
    Task<double> task = pointsFrom(options.text("points"), d);
    task.sigma = sigma;
    return task;
  }
  TaskChoice choice;
  choice.d = d;
  choice.n = int(options.integer("n", 1, 100'000));
  choice.seed = std::uint64_t(options.integer("seed", 0, std::int64_t(1) << 53));
  choice.index = std::uint64_t(options.integer("index", 0, std::int64_t(1) << 53));
  choice.sigma = sigma;
  if (options.isGiven("condition")) choice.condition = realOption(options, "condition");
  return chosenTask(choice);
}

ComparisonRequest traceRequest(const Options& options, const Task<double>& task) {
  ComparisonRequest request{.x = task.x, .y = task.y, .sigma = task.sigma, .start = {}, .methods = {}};
  request.penalty = options.isGiven("penalty") ? realOption(options, "penalty") : task.sigma * task.sigma;
  request.start = Vector<double>::Zero(task.x.cols());
  if (options.isGiven("start")) {
    const std::vector<double> start = options.reals("start");
    require(Eigen::Index(start.size()) == task.x.cols(), "start", options.text("start"),
            "must be as many numbers as x has, " + std::to_string(task.x.cols()));
    request.start = Eigen::Map<const Vector<double>>(start.data(), Eigen::Index(start.size()));
  }
  request.steps = int(options.integer("steps", 1, 200));
  const std::string methods = options.text("methods");
  if (!methods.empty())
    for (const std::string_view each : splitAt(methods, ',')) request.methods.push_back(parseMethod(each));
  return request;
}

}  // namespace ltlab::cli
