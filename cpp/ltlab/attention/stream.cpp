#include "ltlab/attention/stream.h"

#include <cmath>

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
    state.weight(Index(rule)) = ruleOf(kind, settings).decay * state.weight(Index(rule)) + 1;
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

}  // namespace ltlab
