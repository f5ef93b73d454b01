#include "ltlab/transformer/forward_tokens.h"

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

template <class T>
Vector<T> update(const Layer<T>& layer, const Matrix<T>& context, const Vector<T>& token) {
  Vector<T> delta = Vector<T>::Zero(token.size());
  for (const Head<T>& head : layer.heads)
    for (Eigen::Index j = 0; j < context.rows(); ++j) {
      const Vector<T> other = context.row(j).transpose();
      const T similarity = other.dot(head.Q * token);
      delta += similarity * (head.P * other);
    }
  return delta;
}

}  // namespace

template <class T>
TokenTrace<T> forwardTokens(const Network<T>& network, const Matrix<T>& tokens, const Vector<T>& query) {
  requireSize("tokens.cols", tokens.cols(), "d + 1", network.d + 1);
  requireSize("query.size", query.size(), "d", network.d);
  TokenTrace<T> trace{{tokens}, {Vector<T>(network.d + 1)}};
  trace.query[0] << query, T(0);
  for (const Layer<T>& layer : network.layers) {
    const Matrix<T>& context = trace.context.back();
    Matrix<T> next = context;
    for (Eigen::Index i = 0; i < context.rows(); ++i)
      next.row(i) += update<T>(layer, context, context.row(i).transpose()).transpose();
    const Vector<T> nextQuery = trace.query.back() + update<T>(layer, context, trace.query.back());
    trace.context.push_back(std::move(next));
    trace.query.push_back(nextQuery);
  }
  return trace;
}

template TokenTrace<float> forwardTokens(const Network<float>&, const Matrix<float>&, const Vector<float>&);
template TokenTrace<double> forwardTokens(const Network<double>&, const Matrix<double>&,
                                          const Vector<double>&);

}  // namespace ltlab
