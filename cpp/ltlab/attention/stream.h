#pragma once
// A drifting sensor, and five recurrent memories (state.h) that follow it, each predicting the next reading before it
// is told. Everything that has to be remembered is a StreamState of constant size.
//
// Sensor:  y_t = W_tᵀ x_t + noise ξ_t,   x_t ~ N(0, I_d),  ξ_t ~ N(0, I_dv),
//          W_t = √(1 − drift²) W_{t−1} + drift E_t,   entries of W_0 and E_t ~ N(0, 1)
//
//   name         what it is                                         its prediction
//   linear       linear attention, identity map, γ = 1              (d / s) Sᵀx,  s = Σ_i γ^{t−i}
//   retention    the same with forgetting γ                         (d / s) Sᵀx
//   delta        one gradient step of size β per token              Sᵀx
//   gated delta  the same after forgetting, α = γ                   Sᵀx
//   mesa         ridge regression with forgetting γ, exactly        Sᵀx
//
// Keys and values are x/‖x‖ and y/‖x‖, so that β means the same for every token; mesa takes x and y themselves. d / s
// is the one constant that makes the additive memories right for inputs from all directions alike.
#include <cstdint>
#include <vector>

#include "ltlab/attention/state.h"

namespace ltlab {

inline constexpr RuleKind streamRules[] = {RuleKind::Linear, RuleKind::Retention, RuleKind::Delta,
                                           RuleKind::GatedDelta, RuleKind::Mesa};
inline constexpr int streamRuleCount = 5;

struct StreamSettings {
  Eigen::Index d = 6, dv = 4;  // inputs and outputs
  double drift = 0.02, noise = 0.3;
  double forgetting = 0.98;  // γ
  double beta = 0.5;         // step size of the delta rules
  double ridge = 1;          // λ of mesa
  double span = 40;          // tokens that the running error averages over
  std::uint64_t seed = 1;
};

// What is kept from one token to the next.
struct StreamState {
  std::int64_t tokens = 0;
  Matrix<double> w;                    // (d, dv), the sensor's
  std::vector<Vector<double>> memory;  // a state of state.h per rule
  Vector<double> weight;               // s per rule
  Vector<double> error;                // running mean of the squared error per rule
};

// What happened to one memory at each token.
struct MemoryRecord {
  Matrix<double> prediction;  // (n, dv), made before the token was taken in
  Vector<double> error;       // (n), mean over the outputs of (prediction − y)²
  Vector<double> running;     // (n), the same averaged over about `span` tokens
  Matrix<double> map;         // (n, d dv), row by row: the W that it predicts with after the token
};

struct StreamRecord {
  std::int64_t first = 0;  // tokens before
  Matrix<double> x, y;     // (n, d)  (n, dv)
  Matrix<double> w;        // (n, d dv), the sensor's; empty for given tokens
  std::vector<MemoryRecord> memories;
};

// Refuses d or dv outside [1, 16], drift outside [0, 1], noise outside [0, 100], forgetting outside (0, 1], beta
// outside [0, 2], ridge outside (0, 10⁶], span outside [1, 10⁶].
void requireStream(const StreamSettings& settings);

// Before the first token.
StreamState startStream(const StreamSettings& settings);

// The rule that follows a stream with these settings.
StateRule<double> ruleOf(RuleKind kind, const StreamSettings& settings);

// The next tokens of the sensor: token t is a pure function of the seed, t and W. With other settings than before the
// stream goes on from where it is.  O(count (d dv + d²)); nothing is allocated that outlives a token.
void skip(const StreamSettings& settings, StreamState& state, std::int64_t count);
// The same, with a record.  O(count d (d dv + d²)).
StreamRecord follow(const StreamSettings& settings, StreamState& state, Eigen::Index count);
// Given tokens in place of the sensor's.  x (n, d)   y (n, dv)
StreamRecord follow(const StreamSettings& settings, StreamState& state, const Matrix<double>& x,
                    const Matrix<double>& y);

// The state as numbers and back: tokens, w, then memory, weight and error of each rule. Refuses a wrong number of them.
Vector<double> packStream(const StreamState& state);
StreamState unpackStream(const StreamSettings& settings, const Vector<double>& numbers);

// One token of one rule: push and read of all outputs, and the numbers that stay.
Cost streamCost(RuleKind kind, const StreamSettings& settings);
// The same for softmax attention over a cache of all tokens so far.
Cost streamCacheCost(const StreamSettings& settings, std::int64_t tokens);

}  // namespace ltlab
