#include "ltlab/transformer/forward_gram.h"

#include "ltlab/numeric/require.h"

namespace ltlab {

template <class T>
GramTrace<T> forwardGram(const Network<T>& network, const Matrix<T>& gram) {
  const int size = network.d + 1;
  requireSize("gram.rows", gram.rows(), "d + 1", size);
  requireSize("gram.cols", gram.cols(), "d + 1", size);
  GramTrace<T> trace{{gram}, {Matrix<T>::Identity(size, size)}, {}};
  for (const Layer<T>& layer : network.layers) {
    Matrix<T> t = Matrix<T>::Identity(size, size);
    for (const Head<T>& head : layer.heads) t += head.P * trace.gram.back() * head.Q;
    trace.gram.push_back(t * trace.gram.back() * t.transpose());
    trace.transform.push_back(t * trace.transform.back());
    trace.layer.push_back(std::move(t));
  }
  return trace;
}

template GramTrace<float> forwardGram(const Network<float>&, const Matrix<float>&);
template GramTrace<double> forwardGram(const Network<double>&, const Matrix<double>&);

}  // namespace ltlab
