#include "naive_training.h"

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "workload_sizes.h"

namespace ltlab::bench {

namespace {

constexpr int size = workload::tokenSize, layerCount = workload::layers;
using Square = Eigen::Matrix<float, size, size, Eigen::RowMajor>;
using Column = Eigen::Matrix<float, size, 1>;

}  // namespace

struct NaiveTraining::Layers {
  std::array<Square, layerCount> P, Q;
};

Floats readFloats(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  Floats values(bytes.size() / sizeof(float));
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(values.data()));
  return values;
}

NaiveTraining::NaiveTraining(bool full, const std::string& inputs)
    : full_(full),
      x_(readFloats(inputs + "/x")),
      y_(readFloats(inputs + "/y")),
      query_(readFloats(inputs + "/query")),
      target_(readFloats(inputs + "/target")),
      starting_(readFloats(inputs + (full ? "/full" : "/diag"))) {
  start();
}

void NaiveTraining::start() {
  parameters_ =
      Eigen::Map<const Eigen::VectorXf>(starting_.data(), Eigen::Index(starting_.size())).cast<double>();
  gradient_ = m_ = v_ = Eigen::VectorXd::Zero(parameters_.size());
  updates_ = 0;
}

double NaiveTraining::step() {
  const Layers layers = layersOf();
  Layers bars;
  for (int l = 0; l < layerCount; ++l) bars.P[l] = bars.Q[l] = Square::Zero();
  double loss = 0;
  for (int task = 0; task < workload::batch; ++task) loss += addTask(task, layers, bars);
  takeGradient(bars);
  update();
  return loss / workload::batch;
}

double NaiveTraining::addTask(int task, const Layers& layers, Layers& bars) const {
  constexpr int n = workload::n, d = workload::d;
  using Rows = Eigen::Matrix<float, n, size, Eigen::RowMajor>;
  Rows tokens;
  tokens.leftCols<d>() = Eigen::Map<const Eigen::Matrix<float, n, d, Eigen::RowMajor>>(&x_[task * n * d]);
  tokens.col(d) = Eigen::Map<const Eigen::Matrix<float, n, 1>>(&y_[task * n]);
  std::array<Square, layerCount> gram, t;
  std::array<Column, layerCount + 1> r, p;
  gram[0].noalias() = tokens.transpose() * tokens;
  for (int l = 0; l < layerCount; ++l) {
    t[l] = Square::Identity() + layers.P[l] * gram[l] * layers.Q[l];
    if (l + 1 < layerCount) gram[l + 1].noalias() = t[l] * gram[l] * t[l].transpose();
  }
  r[layerCount] = Column::Unit(d);
  for (int l = layerCount - 1; l >= 0; --l) r[l].noalias() = t[l].transpose() * r[l + 1];
  Column query = Column::Zero();
  query.head<d>() = Eigen::Map<const Eigen::Matrix<float, d, 1>>(&query_[task * d]);
  const float error = target_[task] + r[0].dot(query);
  p[0] = error * query;
  for (int l = 0; l < layerCount; ++l) p[l + 1].noalias() = t[l] * p[l];
  Square adjoint = Square::Zero();
  for (int l = layerCount - 1; l >= 0; --l) {
    const Square tBar = r[l + 1] * p[l].transpose() + 2 * adjoint * t[l] * gram[l];
    bars.P[l] += tBar * layers.Q[l].transpose() * gram[l];
    bars.Q[l] += gram[l] * layers.P[l].transpose() * tBar;
    const Square inner = layers.P[l].transpose() * tBar * layers.Q[l].transpose();
    adjoint = (t[l].transpose() * adjoint * t[l] + 0.5f * (inner + inner.transpose())).eval();
  }
  return 0.5 * error * error;
}

NaiveTraining::Layers NaiveTraining::layersOf() const {
  const Eigen::VectorXf numbers = parameters_.cast<float>();
  Layers layers;
  for (int l = 0; l < layerCount; ++l) {
    if (full_) {
      layers.P[l] = Eigen::Map<const Square>(numbers.data() + 2 * l * size * size);
      layers.Q[l] = Eigen::Map<const Square>(numbers.data() + (2 * l + 1) * size * size);
      continue;
    }
    const float* four = numbers.data() + 4 * l;
    const auto diagonal = [](float ofX, float ofY) {
      Column values = Column::Constant(ofX);
      values[size - 1] = ofY;
      return Square(values.asDiagonal());
    };
    layers.P[l] = diagonal(four[0], four[1]);
    layers.Q[l] = diagonal(four[2], four[3]);
  }
  return layers;
}

void NaiveTraining::takeGradient(const Layers& bars) {
  for (int l = 0; l < layerCount; ++l) {
    if (full_) {
      double* at = gradient_.data() + 2 * l * size * size;
      Eigen::Map<Eigen::Matrix<double, size, size, Eigen::RowMajor>> P(at), Q(at + size * size);
      P = bars.P[l].cast<double>() / workload::batch;
      Q = bars.Q[l].cast<double>() / workload::batch;
      continue;
    }
    const Column p = bars.P[l].diagonal(), q = bars.Q[l].diagonal();
    gradient_.segment<4>(4 * l) << p.head<size - 1>().sum(), p[size - 1], q.head<size - 1>().sum(),
        q[size - 1];
    gradient_.segment<4>(4 * l) /= workload::batch;
  }
}

void NaiveTraining::update() {
  constexpr double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  ++updates_;
  m_ = beta1 * m_ + (1 - beta1) * gradient_;
  v_ = beta2 * v_ + (1 - beta2) * gradient_.cwiseAbs2();
  const double mScale = 1 / (1 - std::pow(beta1, updates_)), vScale = 1 / (1 - std::pow(beta2, updates_));
  parameters_.array() -= workload::rate * mScale * m_.array() / ((vScale * v_.array()).sqrt() + epsilon);
}

}  // namespace ltlab::bench
