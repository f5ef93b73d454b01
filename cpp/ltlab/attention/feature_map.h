#pragma once
// Feature maps φ of linear attention: weights proportional to φ(q)·φ(k) take the place of exp(q·k/√d).
//
//   name       φ(x)                                          size           φ(q)·φ(k)
//   elu+1      x + 1 where x > 0, exp(x) elsewhere           d              its own kernel, positive
//   relu       max(x, 0)                                     d              its own kernel, can be 0
//   identity   x                                             d              q·k, any sign
//   taylor     (1, y, y⊗y/√2),  y = √scale x                 1+d+d(d+1)/2   1 + s + s²/2 ≥ ½,  s = scale q·k
//   performer  exp(ω_r·y − ‖y‖²/2)/√m,  r = 1 … m            m              exp(scale q·k) on average over ω
//
// taylor and performer approximate softmax attention; elu+1 and relu do not try to. taylor stores y_a y_b
// once for a < b, with weight 1 instead of 1/√2. Sources: elu+1 Katharopoulos et al. 2020, §3.2.1 (arXiv
// 2006.16236); taylor Arora et al. 2024, "Based" (arXiv 2402.18668); performer Choromanski et al. 2021, Lemma
// 1 and §2.4 (arXiv 2009.14794). cosFormer's map depends on the position and the length of the whole
// sequence, so it has no stream; it is left out.
//
// elu+1's exp(x) carries a relative error of at most (|x| + 2) ε and is 0 below 2^−125.5 (double 2^−1021.5).
// Range in single precision: a performer feature is at most exp(‖ω‖²/2), ‖ω‖² ≈ d, which overflows only
// beyond d ≈ 150; all of them underflow where ‖y‖² is beyond about 180 + ‖ω‖², and such a row has no weight
// (quotient.h). taylor's features hold for |y| < 1e19.
#include <cstdint>
#include <string_view>

#include "ltlab/attention/cost.h"
#include "ltlab/numeric/matrix.h"

namespace ltlab {

enum class FeatureKind { EluPlusOne, Relu, Identity, Taylor, Performer };

// The kind of that name in the table above. Refuses any other: feature map: "exp" is not one of …
FeatureKind featureKindNamed(std::string_view name);
std::string_view nameOf(FeatureKind kind);

// A feature map with its sizes; makeFeatureMap and makePerformerMap make valid ones.
template <class T>
struct FeatureMap {
  FeatureKind kind = FeatureKind::EluPlusOne;
  Eigen::Index d = 1;  // size of x
  T scale = 1;         // taylor and performer approximate exp(scale q·k)
  Matrix<T> omega;     // (m, d), performer only
};

// Any kind but performer, with scale = 1/√d. Refuses d < 1.
template <class T>
FeatureMap<T> makeFeatureMap(FeatureKind kind, Eigen::Index d);

// Performer with m features and scale = 1/√d. ω_r ~ N(0, I_d), orthogonal to each other within each block of
// d rows (lengths stay those of independent normal vectors, so every ω_r has the right distribution and the
// estimate is unbiased). A pure function of the seed, the same bits natively and in WebAssembly. Refuses d <
// 1 and m < 1. O(m d²).
template <class T>
FeatureMap<T> makePerformerMap(Eigen::Index d, Eigen::Index m, std::uint64_t seed);

// Size of φ(x).
template <class T>
Eigen::Index featureSize(const FeatureMap<T>& map);

// φ of every row.  x (N, d)  →  (N, featureSize).  Cost: featureCost.  Refuses x.cols ≠ map.d.
template <class T>
Matrix<T> features(const FeatureMap<T>& map, const Matrix<T>& x);

// Cost of features() for N rows of `numberSize` bytes a number: per row elu+1 2d (exp or +1, and the
// comparison), relu d, identity 0, taylor 2d + d(d+1)/2, performer 3d + 1 + m(2d + 3).
template <class T>
Cost featureCost(const FeatureMap<T>& map, Eigen::Index n, Eigen::Index numberSize = sizeof(T));

}  // namespace ltlab
