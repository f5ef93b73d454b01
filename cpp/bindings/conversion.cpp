#include "conversion.h"

#include <limits>

#include "ltlab/numeric/require.h"
#include "object_reader.h"

namespace ltlab::bindings {
namespace {

constexpr std::int64_t largestInt = std::numeric_limits<int>::max();

// The visitors of visitSettings: from an object, and to one.
struct SettingsReader {
  ObjectReader& in;
  void text(const char* name, std::string& value) {
    if (in.has(name)) value = in.text(name);
  }
  void integer(const char* name, int& value) {
    if (in.has(name)) value = int(in.integer(name, -largestInt, largestInt));
  }
  void real(const char* name, double& value) {
    if (in.has(name)) value = in.number(name);
  }
  void seed(const char* name, std::uint64_t& value) {
    if (in.has(name)) value = seedFrom(in.required(name));
  }
};

struct SettingsWriter {
  val out = val::object();
  void text(const char* name, const std::string& value) { out.set(name, value); }
  void integer(const char* name, int value) { out.set(name, value); }
  void real(const char* name, double value) { out.set(name, value); }
  void seed(const char* name, std::uint64_t value) { out.set(name, double(value)); }
};

val plainArray(const Vector<double>& values) {
  return val::global("Array").call<val>("from", float64Array(values.data(), std::size_t(values.size())));
}

val estimates(const std::vector<Estimate>& all) {
  val array = val::array();
  for (std::size_t i = 0; i < all.size(); ++i) array.set(int(i), toJs(all[i]));
  return array;
}

val matrixToJs(const Matrix<double>& matrix) {
  return float64Array(matrix.data(), std::size_t(matrix.size()));
}

val layerToJs(const Layer<double>& layer) {
  val heads = val::array();
  for (std::size_t k = 0; k < layer.heads.size(); ++k) {
    val head = val::object();
    head.set("P", matrixToJs(layer.heads[k].P));
    head.set("Q", matrixToJs(layer.heads[k].Q));
    heads.set(int(k), head);
  }
  const Omega<double> omega = omegaOf(layer);
  val omegaOut = val::object();
  omegaOut.set("xx", omega.xx);
  omegaOut.set("xy", omega.xy);
  omegaOut.set("yx", omega.yx);
  omegaOut.set("yy", omega.yy);
  val out = val::object();
  out.set("heads", heads);
  out.set("omega", omegaOut);
  return out;
}

}  // namespace

TrainingSettings settingsFrom(const val& object) {
  ObjectReader in(object, "settings");
  SettingsReader reader{in};
  TrainingSettings settings;
  visitSettings(settings, reader);
  in.finish();
  requireSettings(settings);
  return settings;
}

Problem problemFrom(const val& object) {
  ObjectReader in(object, "problem");
  Problem problem;
  problem.d = int(in.integer("d", -largestInt, largestInt));
  problem.n = int(in.integer("n", -largestInt, largestInt));
  problem.noise = parseNoise(in.text("noise"));
  in.finish();
  requireProblem(problem);
  return problem;
}

Checkpoint checkpointFrom(const val& object) {
  ObjectReader in(object, "checkpoint");
  const std::string format = in.text("format");
  require(format == Checkpoint::format, "format", format, std::string("is not ") + Checkpoint::format);
  const std::int64_t version = in.integer("version", 1, largestInt);
  require(version <= Checkpoint::version, "version", version,
          "is newer than this library's " + std::to_string(Checkpoint::version));
  Checkpoint checkpoint;
  checkpoint.settings = settingsFrom(in.required("settings"));
  checkpoint.step = long(in.integer("step", 0, largestInt));
  checkpoint.updates = long(in.integer("updates", 0, largestInt));
  checkpoint.adjustedLoss = in.number("adjustedLoss");
  checkpoint.parameters = vectorFrom(in.numbers("parameters"));
  ObjectReader optimizer(in.required("optimizer"), "optimizer");
  checkpoint.m = vectorFrom(optimizer.numbers("m"));
  checkpoint.v = vectorFrom(optimizer.numbers("v"));
  optimizer.finish();
  in.finish();
  requireCheckpoint(checkpoint);
  return checkpoint;
}

Sampling samplingFrom(const val& object) {
  ObjectReader in(object, "options");
  const Sampling sampling{in.integer("tasks", 1, 100'000'000), seedFrom(in.required("seed"))};
  in.finish();
  return sampling;
}

val toJs(const TrainingSettings& settings) {
  SettingsWriter writer;
  TrainingSettings copy = settings;
  visitSettings(copy, writer);
  return writer.out;
}

val toJs(const Checkpoint& checkpoint) {
  val optimizer = val::object();
  optimizer.set("m", plainArray(checkpoint.m));
  optimizer.set("v", plainArray(checkpoint.v));
  val out = val::object();
  out.set("format", std::string(Checkpoint::format));
  out.set("version", Checkpoint::version);
  out.set("settings", toJs(checkpoint.settings));
  out.set("step", double(checkpoint.step));
  out.set("updates", double(checkpoint.updates));
  out.set("adjustedLoss", checkpoint.adjustedLoss);
  out.set("parameters", plainArray(checkpoint.parameters));
  out.set("optimizer", optimizer);
  return out;
}

val toJs(const Estimate& estimate) {
  val out = val::object();
  out.set("mean", estimate.mean);
  out.set("standardError", estimate.standardError);
  return out;
}

val toJs(const Evaluation& evaluation) {
  val out = val::object();
  out.set("tasks", double(evaluation.tasks));
  out.set("adjusted", toJs(evaluation.adjusted));
  out.set("afterLayer", estimates(evaluation.afterLayer));
  out.set("nonFiniteTasks", double(evaluation.nonFiniteTasks));
  return out;
}

val toJs(const SigmaProfile& profile) {
  val out = val::object();
  const auto set = [&](const char* name, const std::vector<double>& values) {
    out.set(name, float64Array(values.data(), values.size()));
  };
  set("sigma", profile.sigma);
  set("mean", profile.mean);
  set("standardError", profile.standardError);
  set("median", profile.median);
  set("q10", profile.q10);
  set("q90", profile.q90);
  return out;
}

val toJs(const Baselines& baselines) {
  val constRr = toJs(baselines.constRr), tunedRr = toJs(baselines.tunedRr), out = val::object();
  constRr.set("s", baselines.s);
  tunedRr.set("m", baselines.m);
  tunedRr.set("t", baselines.t);
  out.set("tasks", double(baselines.tasks));
  out.set("oracle", toJs(baselines.oracle));
  out.set("ols", toJs(baselines.ols));
  out.set("constRr", constRr);
  out.set("adaRr", toJs(baselines.adaRr));
  out.set("tunedRr", tunedRr);
  return out;
}

val weightsToJs(const Architecture& architecture, const Vector<double>& parameters) {
  const Network<double> network = networkOf(architecture, parameters);
  val layers = val::array();
  for (std::size_t l = 0; l < network.layers.size(); ++l) layers.set(int(l), layerToJs(network.layers[l]));
  val out = val::object();
  out.set("model", std::string(modelName(architecture.model)));
  out.set("d", architecture.d);
  out.set("layers", layers);
  return out;
}

}  // namespace ltlab::bindings
