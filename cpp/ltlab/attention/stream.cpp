#include "ltlab/attention/stream.h"

#include <cmath>

#include "ltlab/attention/softmax.h"
#include "ltlab/numeric/random.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Eigen::Index;

void fill(RandomSequence& random, auto&& numbers) {
  for (Index i = 0; i < numbers.rows(); ++i)
    for (Index j = 0; j < numbers.cols(); ++j) numbers(i, j) = random.normal();
}

// x and y of token t, and the step of the sensor's W to it.
void sense(const StreamSettings& settings, StreamState& state, Vector<double>& x, Vector<double>& y) {
  RandomSequence random({settings.seed, Stream::Sensor}, std::uint64_t(state.tokens));
  Matrix<double> step(settings.d, settings.dv);
  fill(random, x);
  fill(random, y);
  fill(random, step);
  const double kept = std::sqrt(1 - settings.drift * settings.drift);
  state.w = (state.tokens == 0 ? step : kept * state.w + settings.drift * step).eval();
  y = state.w.transpose() * x + settings.noise * y;
}

bool isAdditive(RuleKind kind) {
  return kind == RuleKind::Linear || kind == RuleKind::Retention;
}

double decayOf(RuleKind kind, const StreamSettings& settings) {
  return kind == RuleKind::Linear || kind == RuleKind::Delta ? 1 : settings.forgetting;
}

// What a memory predicts for x, or with x a basis vector a row of its map.
Vector<double> predict(RuleKind kind, const StreamSettings& settings, const StreamState& state,
                       std::size_t rule, const Vector<double>& x) {
  const Vector<double> o = read(ruleOf(kind, settings), state.memory[rule], x);
  const double weight = state.weight(Index(rule));
  if (!isAdditive(kind)) return o;
  return weight > 0 ? Vector<double>(double(settings.d) / weight * o) : o;
}

// Into every memory. An x of zeros says nothing: it is a key of zeros.
void takeIn(const StreamSettings& settings, StreamState& state, const Vector<double>& x,
            const Vector<double>& y) {
  const double length = x.norm() > 0 ? x.norm() : 1;
  Token<double> token{x / length, y / length, settings.beta,
                      Vector<double>::Constant(1, settings.forgetting)};
  for (std::size_t rule = 0; rule < state.memory.size(); ++rule) {
    const RuleKind kind = streamRules[rule];
    if (kind == RuleKind::Mesa) token = {x, y, 1, {}};
    push(ruleOf(kind, settings), state.memory[rule], token);
    state.weight(Index(rule)) = decayOf(kind, settings) * state.weight(Index(rule)) + 1;
  }
  ++state.tokens;
}

// The mean over all errors until there are `span`, then one that forgets the oldest.
double runningMean(double mean, double error, std::int64_t tokens, double span) {
  return mean + (error - mean) / std::min(double(tokens + 1), span);
}

double squaredError(const Vector<double>& prediction, const Vector<double>& y) {
  return (prediction - y).squaredNorm() / double(y.size());
}

MemoryRecord emptyRecord(const StreamSettings& settings, Index n) {
  return {Matrix<double>(n, settings.dv), Vector<double>(n), Vector<double>(n),
          Matrix<double>(n, settings.d * settings.dv)};
}

StreamRecord emptyStream(const StreamSettings& settings, const StreamState& state, Index n) {
  StreamRecord record;
  record.first = state.tokens;
  record.x.resize(n, settings.d);
  record.y.resize(n, settings.dv);
  for (int rule = 0; rule < streamRuleCount; ++rule) record.memories.push_back(emptyRecord(settings, n));
  return record;
}

void recordMaps(const StreamSettings& settings, const StreamState& state, Index row, StreamRecord& record) {
  for (std::size_t rule = 0; rule < state.memory.size(); ++rule)
    for (Index i = 0; i < settings.d; ++i)
      record.memories[rule].map.row(row).segment(i * settings.dv, settings.dv) =
          predict(streamRules[rule], settings, state, rule, Vector<double>::Unit(settings.d, i));
}

// Predict, compare, take in.
void step(const StreamSettings& settings, StreamState& state, const Vector<double>& x,
          const Vector<double>& y, Index row, StreamRecord* record) {
  for (std::size_t rule = 0; rule < state.memory.size(); ++rule) {
    const Vector<double> prediction = predict(streamRules[rule], settings, state, rule, x);
    const double error = squaredError(prediction, y);
    double& running = state.error(Index(rule));
    running = runningMean(running, error, state.tokens, settings.span);
    if (!record) continue;
    MemoryRecord& memory = record->memories[rule];
    memory.prediction.row(row) = prediction;
    memory.error(row) = error;
    memory.running(row) = running;
  }
  takeIn(settings, state, x, y);
  if (!record) return;
  record->x.row(row) = x;
  record->y.row(row) = y;
  recordMaps(settings, state, row, *record);
}

}  // namespace

void requireStream(const StreamSettings& settings) {
  requireInside("d", settings.d, 1, 16);
  requireInside("dv", settings.dv, 1, 16);
  requireInside("drift", settings.drift, 0, 1);
  requireInside("noise", settings.noise, 0, 100);
  require(settings.forgetting > 0 && settings.forgetting <= 1, "forgetting", settings.forgetting,
          "is outside (0, 1]");
  requireInside("beta", settings.beta, 0, 2);
  require(settings.ridge > 0 && settings.ridge <= 1e6, "ridge", settings.ridge, "is outside (0, 1000000]");
  requireInside("span", settings.span, 1, 1e6);
}

StateRule<double> ruleOf(RuleKind kind, const StreamSettings& settings) {
  return {.kind = kind,
          .dk = settings.d,
          .dv = settings.dv,
          .normalise = false,
          .decay = decayOf(kind, settings),
          .ridge = settings.ridge};
}

StreamState startStream(const StreamSettings& settings) {
  requireStream(settings);
  StreamState state;
  state.w = Matrix<double>::Zero(settings.d, settings.dv);
  for (const RuleKind kind : streamRules) state.memory.push_back(emptyState(ruleOf(kind, settings)));
  state.weight = Vector<double>::Zero(streamRuleCount);
  state.error = Vector<double>::Zero(streamRuleCount);
  return state;
}

void skip(const StreamSettings& settings, StreamState& state, std::int64_t count) {
  requireStream(settings);
  Vector<double> x(settings.d), y(settings.dv);
  for (std::int64_t i = 0; i < count; ++i) {
    sense(settings, state, x, y);
    step(settings, state, x, y, 0, nullptr);
  }
}

StreamRecord follow(const StreamSettings& settings, StreamState& state, Index count) {
  requireStream(settings);
  StreamRecord record = emptyStream(settings, state, count);
  record.w.resize(count, settings.d * settings.dv);
  Vector<double> x(settings.d), y(settings.dv);
  for (Index row = 0; row < count; ++row) {
    sense(settings, state, x, y);
    record.w.row(row) = state.w.reshaped<Eigen::RowMajor>();
    step(settings, state, x, y, row, &record);
  }
  return record;
}

StreamRecord follow(const StreamSettings& settings, StreamState& state, const Matrix<double>& x,
                    const Matrix<double>& y) {
  requireStream(settings);
  requireSize("x.columns", x.cols(), "d", settings.d);
  requireSize("y.columns", y.cols(), "dv", settings.dv);
  requireSize("y.rows", y.rows(), "x.rows", x.rows());
  StreamRecord record = emptyStream(settings, state, x.rows());
  for (Index row = 0; row < x.rows(); ++row)
    step(settings, state, x.row(row).transpose(), y.row(row).transpose(), row, &record);
  return record;
}

Vector<double> packStream(const StreamState& state) {
  std::vector<double> numbers{double(state.tokens)};
  const auto append = [&](const auto& values) {
    for (const double value : values.template reshaped<Eigen::RowMajor>()) numbers.push_back(value);
  };
  append(state.w);
  for (const Vector<double>& memory : state.memory) append(memory);
  append(state.weight);
  append(state.error);
  return Eigen::Map<const Vector<double>>(numbers.data(), Index(numbers.size()));
}

StreamState unpackStream(const StreamSettings& settings, const Vector<double>& numbers) {
  StreamState state = startStream(settings);
  requireSize("state.length", numbers.size(), "the size of this state", packStream(state).size());
  const double* next = numbers.data();
  const auto take = [&](auto& values) {
    for (double& value : values.template reshaped<Eigen::RowMajor>()) value = *next++;
  };
  state.tokens = std::int64_t(*next++);
  take(state.w);
  for (Vector<double>& memory : state.memory) take(memory);
  take(state.weight);
  take(state.error);
  return state;
}

Cost streamCost(RuleKind kind, const StreamSettings& settings) {
  const StateRule<double> rule = ruleOf(kind, settings);
  Cost cost = pushCost(rule) + readCost(rule);
  cost.stateNumbers = double(stateSize(rule));
  return cost;
}

Cost streamCacheCost(const StreamSettings& settings, std::int64_t tokens) {
  Cost cost = softmaxDecodeCost(Index(tokens), settings.d, settings.dv, sizeof(double));
  cost.stateNumbers = softmaxCost(Index(tokens), settings.d, settings.dv, true).stateNumbers;
  return cost;
}

}  // namespace ltlab
