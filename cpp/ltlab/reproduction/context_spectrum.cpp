#include "ltlab/reproduction/context_spectrum.h"

#include <algorithm>
#include <cmath>

#include "ltlab/numeric/random.h"
#include "ltlab/regression/task.h"

namespace ltlab {
namespace {

constexpr int eigenvalueCount = 200'000;  // of all spectra together
constexpr int binCount = 2000;            // equal steps of log v
constexpr double rarestTask = 3e-7;

// χ² by Marsaglia and Tsang 2000, "A simple method for generating gamma variables".
double chiSquare(int freedom, RandomSequence& random) {
  if (freedom == 1) return std::pow(random.normal(), 2);
  const double b = 0.5 * freedom - 1.0 / 3, c = 1 / std::sqrt(9 * b);
  for (;;) {
    const double x = random.normal(), t = 1 + c * x;
    if (t <= 0) continue;
    const double v = t * t * t;
    if (std::log(1 - random.uniform()) < 0.5 * x * x + b * (1 - v + std::log(v))) return 2 * b * v;
  }
}

// The eigenvalues of one Σ, ascending.
class SpectrumDraws {
 public:
  SpectrumDraws(int d, int n, std::uint64_t seed) : d(d), n(n), random({seed, Stream::Initialisation}, 1) {}

  const Eigen::VectorXd& draw() {
    Eigen::VectorXd diagonal(d), below(d - 1);
    double pushed = 0;
    for (int i = 0; i < d; ++i) {
      const double a = chiSquare(n - i, random);
      diagonal[i] = a + pushed;
      if (i + 1 == d) break;
      pushed = chiSquare(d - 1 - i, random);
      below[i] = std::sqrt(a * pushed);
    }
    solver.computeFromTridiagonal(diagonal, below, Eigen::EigenvaluesOnly);
    return solver.eigenvalues();
  }

 private:
  int d, n;
  RandomSequence random;
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
};

// Adds up the eigenvalues of spectra over bins of log v.
class SpectrumBins {
 public:
  // Up to far beyond √v = √n + √d; what is empty is left out in the end.
  SpectrumBins(int d, int n)
      : n(n),
        high(std::pow(std::sqrt(double(n)) + std::sqrt(double(d)) + 4, 2)),
        low(1e-6 * n),
        step(std::log(high / low) / binCount),
        value(binCount),
        alone(binCount),
        sum(Eigen::ArrayXd::Zero(binCount)) {
    for (int i = 0; i < binCount; ++i) value[i] = low * std::exp(step * (i + 0.5));
    // One power more: bins of log v.
    alone = 0.5 * (n - d + 1) * value.log() - 0.5 * value;
    alone = (alone - alone.maxCoeff()).exp();
  }

  void add(const Eigen::VectorXd& eigenvalues) {
    const Eigen::Index d = eigenvalues.size();
    addGivenOthers(d > 1 ? binOf(eigenvalues[d - 2]) + 1 : 0, binCount, eigenvalues.head(d - 1));
    if (d > 1) addGivenOthers(0, binOf(eigenvalues[1]), eigenvalues.tail(d - 1));
    for (Eigen::Index k = 1; k + 1 < d; ++k) sum[binOf(eigenvalues[k])] += 1;
    ++count;
  }

  ContextSpectrum spectrum() const {
    Eigen::Index begin = 0, end = binCount - 1;
    for (double mass = sum[0]; mass < rarestTask * double(count); mass += sum[begin]) ++begin;
    for (double mass = sum[end]; mass < rarestTask * double(count); mass += sum[end]) --end;
    const Eigen::Index size = end - begin + 1;
    return {value.segment(begin, size).matrix(), (sum.segment(begin, size) / double(count)).matrix(), count};
  }

 private:
  int n;
  double high, low, step;
  Eigen::ArrayXd value, alone, sum;
  std::int64_t count = 0;

  int binOf(double v) const { return std::clamp(int(std::floor(std::log(v / low) / step)), 0, binCount - 1); }

  // One eigenvalue in bins begin … end − 1, distributed as the others say.
  void addGivenOthers(int begin, int end, const Eigen::VectorXd& others) {
    if (begin >= end) return;
    Eigen::ArrayXd density = alone.segment(begin, end - begin);
    for (const double other : others) density *= ((value.segment(begin, end - begin) - other) / n).abs();
    const double total = density.sum();
    if (total > 0) sum.segment(begin, end - begin) += density / total;
  }
};

}  // namespace

ContextSpectrum contextSpectrum(int d, int n, std::uint64_t seed) {
  requireProblem({d, n, {}});
  SpectrumDraws draws(d, n, seed);
  SpectrumBins bins(d, n);
  for (int i = 0; i < eigenvalueCount / d; ++i) bins.add(draws.draw());
  return bins.spectrum();
}

}  // namespace ltlab
