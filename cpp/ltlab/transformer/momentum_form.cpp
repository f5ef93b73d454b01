#include "ltlab/transformer/momentum_form.h"

#include "ltlab/regression/ridge.h"

namespace ltlab {

template <class T>
LeastSquares<T> leastSquaresOf(const Statistics<T>& input) {
  require(input.n >= input.d(), "n", input.n, "must be at least d = " + std::to_string(input.d()));
  const Vector<T> w = ridge(input, T(0));
  return {w, input.lambda() - input.alpha().dot(w)};
}

template <class T>
MomentumStep<T> momentumStep(const Omega<T>& omega, const Statistics<T>& input,
                             const LeastSquares<T>& leastSquares, const ImplicitState<T>& before) {
  const auto& [M, u, a, w] = before;
  const auto& [wStar, rho] = leastSquares;
  const LayerStatistics<T> at = statisticsAt(before, input);
  const Matrix<T> identity = Matrix<T>::Identity(w.size(), w.size());
  const Matrix<T> lift = M + u * wStar.transpose();
  MomentumStep<T> step;
  step.r = input.sigma() * (a * wStar - w);
  step.Lambda = -omega.xy * a * a * rho * identity - omega.xx * at.sigma;
  step.Gamma = a * omega.xy * lift;
  step.s = omega.yy * at.lambda;
  step.Pi = omega.yx * M.transpose() * lift;
  step.Phi = a * rho * omega.yx * M.transpose();
  step.keptMemory = u - step.Lambda * u;
  step.newMemory = step.Gamma * step.r;
  step.rescaled = (1 + step.s) * w;
  step.direct = -(step.Pi * step.r);
  step.fromMemory = -(step.Phi * u);
  step.u = step.keptMemory + step.newMemory;
  step.w = step.rescaled + step.direct + step.fromMemory;
  return step;
}

#define LTLAB_INSTANTIATE(T)                                                                           \
  template LeastSquares<T> leastSquaresOf(const Statistics<T>&);                                       \
  template MomentumStep<T> momentumStep(const Omega<T>&, const Statistics<T>&, const LeastSquares<T>&, \
                                        const ImplicitState<T>&);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
