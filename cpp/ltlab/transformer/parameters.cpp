#include "ltlab/transformer/parameters.h"

#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

template <class T>
Head<T> headOf(Model model, int d, const T* numbers) {
  using Block = Eigen::Map<const Matrix<T>>;
  const int size = d + 1;
  if (model == Model::Full) return {Block(numbers, size, size), Block(numbers + size * size, size, size)};
  return diagonalHead(d, numbers[0], numbers[1], numbers[2], model == Model::Diag ? numbers[3] : T(0));
}

}  // namespace

Model parseModel(std::string_view text, std::string_view name) {
  for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus})
    if (text == modelName(model)) return model;
  require(false, name, text, "is not one of full, diag, gd++");
  return {};
}

std::string_view modelName(Model model) {
  switch (model) {
    case Model::Full:
      return "full";
    case Model::Diag:
      return "diag";
    default:
      return "gd++";
  }
}

void requireArchitecture(const Architecture& architecture) {
  requireInside("layers", architecture.layers, 1, 16);
  requireInside("heads", architecture.heads, 1, 8);
  requireInside("d", architecture.d, 1, 64);
}

int headParameterCount(Model model, int d) {
  switch (model) {
    case Model::Full:
      return 2 * (d + 1) * (d + 1);
    case Model::Diag:
      return 4;
    default:
      return 3;
  }
}

int parameterCount(const Architecture& architecture) {
  return architecture.layers * architecture.heads * headParameterCount(architecture.model, architecture.d);
}

template <class T>
Network<T> networkOf(const Architecture& architecture, const Vector<T>& parameters) {
  requireArchitecture(architecture);
  requireSize("parameters.size", parameters.size(), "parameterCount", parameterCount(architecture));
  Network<T> network{architecture.d, {}};
  const T* numbers = parameters.data();
  for (int l = 0; l < architecture.layers; ++l) {
    Layer<T> layer;
    for (int k = 0; k < architecture.heads; ++k) {
      layer.heads.push_back(headOf(architecture.model, architecture.d, numbers));
      numbers += headParameterCount(architecture.model, architecture.d);
    }
    network.layers.push_back(std::move(layer));
  }
  return network;
}

template <class T>
Omega<T> omegaOf(const Layer<T>& layer) {
  Omega<T> omega;
  for (const auto& [P, Q] : layer.heads) {
    const Eigen::Index d = P.rows() - 1;
    const T px = P.diagonal().head(d).mean(), py = P(d, d), qx = Q.diagonal().head(d).mean(), qy = Q(d, d);
    omega.xx += px * qx;
    omega.xy += px * qy;
    omega.yx += py * qx;
    omega.yy += py * qy;
  }
  return omega;
}

template <class T>
Head<T> diagonalHead(int d, T px, T py, T qx, T qy) {
  Head<T> head{Matrix<T>::Zero(d + 1, d + 1), Matrix<T>::Zero(d + 1, d + 1)};
  head.P.diagonal().head(d).setConstant(px);
  head.Q.diagonal().head(d).setConstant(qx);
  head.P(d, d) = py;
  head.Q(d, d) = qy;
  return head;
}

template Network<float> networkOf(const Architecture&, const Vector<float>&);
template Network<double> networkOf(const Architecture&, const Vector<double>&);
template Omega<float> omegaOf(const Layer<float>&);
template Omega<double> omegaOf(const Layer<double>&);
template Head<float> diagonalHead(int, float, float, float, float);
template Head<double> diagonalHead(int, double, double, double, double);

}  // namespace ltlab
