#pragma once
// Recurrent memories: a state of constant size that takes tokens (k, v) and answers queries. One interface
// for linear attention, its decaying and gated forms, the delta rules and the exact ridge solution. S is (dk,
// dv): it maps a key to a value, o = Sᵀq.
//
//   rule          S_i                                                   reads of a token
//   linear        S + k vᵀ                                              k, v
//   retention     γ S + k vᵀ                                            k, v
//   gated         diag(α_i) S + k vᵀ                                    k, v, gate
//   delta         S + β_i k (v − Sᵀk)ᵀ                                  k, v, beta
//   gated delta   S' + β_i k (v − S'ᵀk)ᵀ,  S' = diag(α_i) S             k, v, beta, gate
//   mesa          H⁻¹ B,  H = γ H + k kᵀ,  B = γ B + k vᵀ,  H_0 = λ I   k, v
//
// Sources: linear Katharopoulos et al. 2020 (arXiv 2006.16236); retention Sun et al. 2023, RetNet
// (2307.08621); gated per channel Yang et al. 2024, GLA (2312.06635), with one α Dao and Gu 2024, Mamba-2
// (2405.21060); delta Schlag et al. 2021 (2102.11174); gated delta Yang, Kautz, Hatamizadeh 2025
// (2412.06464); mesa von Oswald et al. 2025, MesaNet (2506.05233), here by rotations of a Cholesky factor.
//
// delta is one gradient step of size β on ½‖Sᵀk − v‖²; with ‖k‖ = 1 and β = 1 it stores v exactly. mesa
// minimises Σ_j γ^{i−j} ‖Sᵀk_j − v_j‖² + γ^i λ ‖S‖² (recursive least squares; with γ < 1 the ridge fades
// too).
//
// Normaliser (linear, retention, gated): z decays and grows like S with 1 in place of v, and o = Sᵀq / z·q.
// Where both are 0 (nothing pushed, or ReLU features without overlap) o is 0; otherwise the quotient is what
// IEEE arithmetic says, and with maps of any sign (identity) z·q can come near 0 and make o huge.
//
// A state is a flat vector, S row by row, then z if there is one; for mesa B row by row, then the rows of the
// upper factor U of H = UᵀU from the diagonal on. Saving is copying it. Numbers that are not finite are data.
#include <string_view>

#include "ltlab/attention/cost.h"
#include "ltlab/numeric/matrix.h"

namespace ltlab {

enum class RuleKind { Linear, Retention, Gated, Delta, GatedDelta, Mesa };

// The kind of that name in the table above. Refuses any other: rule: "lstm" is not one of …
RuleKind ruleKindNamed(std::string_view name);
std::string_view nameOf(RuleKind kind);

// A rule with its sizes and constants.
template <class T>
struct StateRule {
  RuleKind kind = RuleKind::Linear;
  Eigen::Index dk = 1;     // size of keys and queries (after the feature map)
  Eigen::Index dv = 1;     // size of values
  bool normalise = false;  // linear, retention and gated only
  T decay = 1;             // γ of retention and mesa, in (0, 1]
  T ridge = 1;             // λ of mesa, > 0
};

// What a rule does not use is ignored, so that several rules can follow one stream.
template <class T>
struct Token {
  Vector<T> k;     // (dk)
  Vector<T> v;     // (dv)
  T beta = 1;      // step size of the delta rules
  Vector<T> gate;  // α of the gated rules: one number, or one per channel (dk)
};

// A stretch of a stream, a token per row.
template <class T>
struct TokenRows {
  Matrix<T> q;     // (N, dk)
  Matrix<T> k;     // (N, dk)
  Matrix<T> v;     // (N, dv)
  Vector<T> beta;  // (N), or empty for 1
  Matrix<T> gate;  // (N, 1) or (N, dk); empty where the rule has no gates
};

// Size of the state: dk·dv, + dk with a normaliser; mesa dk·dv + dk(dk + 1)/2.
template <class T>
Eigen::Index stateSize(const StateRule<T>& rule);

// The memory before the first token. Refuses a rule out of range: dk: 0 must be at least 1.
template <class T>
Vector<T> emptyState(const StateRule<T>& rule);

// Takes one token into the state, in place. O(dk·dv), mesa O(dk·dv + dk²); no memory grows.
// Refuses sizes that disagree, the state's included.
template <class T>
void push(const StateRule<T>& rule, Vector<T>& state, const Token<T>& token);

// o (dv) for the query q (dk). O(dk·dv), mesa O(dk·dv + dk²).
template <class T>
Vector<T> read(const StateRule<T>& rule, const Vector<T>& state, const Vector<T>& q);

// Causal, recurrent form: push token i, then read with q_i. state: in/out.  →  o (N, dv).  Cost: N times that of a push
// and a read. Refuses what requireRows refuses.
template <class T>
Matrix<T> runRecurrent(const StateRule<T>& rule, Vector<T>& state, const TokenRows<T>& tokens);

// Refuses token rows that do not fit the rule.
template <class T>
void requireRows(const StateRule<T>& rule, const Vector<T>& state, const TokenRows<T>& tokens);

// Cost of one push. bytes: the token's k and v, gate and beta where used. flops:
//   linear 2dk dv (+ dk)   retention, gated 3dk dv (+ 2dk)   delta 4dk dv + 2dv   gated delta 5dk dv + 2dv
//   mesa 3dk(dk+1) + 2dk dv, and with γ < 1 dk(dk+1)/2 + dk dv more          (in brackets: the normaliser)
// `channelGate`: a gate per channel instead of one; it changes bytes only.
template <class T>
Cost pushCost(const StateRule<T>& rule, bool channelGate = false, Eigen::Index numberSize = sizeof(T));

// Cost of one read: 2dk dv (+ 2dk + dv), mesa 2dk² more. bytes: q and o.
template <class T>
Cost readCost(const StateRule<T>& rule, Eigen::Index numberSize = sizeof(T));

}  // namespace ltlab
