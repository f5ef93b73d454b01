#include "ltlab/reproduction/growth.h"

#include <cmath>
#include <numbers>

#include "ltlab/numeric/random.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

void requireParameters(const Architecture& architecture, const Vector<double>& parameters) {
  requireArchitecture(architecture);
  requireSize("parameters.size", parameters.size(), "parameterCount", parameterCount(architecture));
}

// Adds diag(x, …, x, y) to `matrix` (size, size).
void addDiagonal(double* matrix, int size, double x, double y) {
  for (int k = 0; k < size; ++k) matrix[k * size + k] += k + 1 < size ? x : y;
}

// A layer with random P and Q = 0.
Vector<double> idleLayer(Model model, int d, double size, RandomSequence& random) {
  Vector<double> layer = Vector<double>::Zero(headParameterCount(model, d));
  const double angle = std::numbers::pi * random.uniform();
  const double x = size * std::cos(angle), y = size * std::sin(angle);
  if (model != Model::Full) {
    layer[0] = x;
    layer[1] = y;
    return layer;
  }
  const int rows = d + 1;
  for (int i = 0; i < rows * rows; ++i) layer[i] = size * random.normal() / std::sqrt(double(rows));
  addDiagonal(layer.data(), rows, x, y);
  return layer;
}

// The mean size of the layers before and after `position`: how large a number of DIAG is there, or a row of FULL.
double sizeBetween(const Architecture& architecture, const Vector<double>& parameters, int position) {
  const int count = headParameterCount(architecture.model, architecture.d);
  const double numbers = architecture.model == Model::Full ? 2 * (architecture.d + 1) : 2;
  double sum = 0;
  int neighbours = 0;
  for (int layer : {position - 1, position}) {
    if (layer < 0 || layer >= architecture.layers) continue;
    sum += parameters.segment(layer * count, count).norm() / std::sqrt(numbers);
    ++neighbours;
  }
  return sum / neighbours;
}

}  // namespace

Vector<double> insertLayer(const Architecture& architecture, const Vector<double>& parameters, int position,
                           std::uint64_t seed) {
  requireParameters(architecture, parameters);
  requireInside("heads", architecture.heads, 1, 1);
  requireInside("position", position, 0, architecture.layers);
  RandomSequence random({seed, Stream::Initialisation}, 2);
  const double size = sizeBetween(architecture, parameters, position);
  const Vector<double> layer = idleLayer(architecture.model, architecture.d, size, random);
  const Eigen::Index before = position * layer.size();
  Vector<double> deeper(parameters.size() + layer.size());
  deeper << parameters.head(before), layer, parameters.tail(parameters.size() - before);
  return deeper;
}

Vector<double> fullFromDiag(const Architecture& diag, const Vector<double>& parameters) {
  require(diag.model == Model::Diag, "model", modelName(diag.model), "is not diag");
  requireParameters(diag, parameters);
  const int rows = diag.d + 1, square = rows * rows;
  Vector<double> full = Vector<double>::Zero(diag.layers * diag.heads * 2 * square);
  for (int i = 0; i < diag.layers * diag.heads; ++i) {
    const auto p = parameters.segment<2>(4 * i), q = parameters.segment<2>(4 * i + 2);
    const double balance = p.norm() > 0 && q.norm() > 0 ? std::sqrt(q.norm() / p.norm()) : 1;
    double* head = full.data() + i * 2 * square;
    addDiagonal(head, rows, p[0] * balance, p[1] * balance);
    addDiagonal(head + square, rows, q[0] / balance, q[1] / balance);
  }
  return full;
}

}  // namespace ltlab
