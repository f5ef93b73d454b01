// What a stream keeps from token to token, and what that costs.
#include "ltlab/attention/softmax.h"
#include "ltlab/attention/stream.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Eigen::Index;

double decayOf(RuleKind kind, const StreamSettings& settings) {
  return kind == RuleKind::Linear || kind == RuleKind::Delta ? 1 : settings.forgetting;
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
