#include "ltlab/attention/mechanism.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ltlab/numeric/random.h"
#include "ltlab/numeric/require.h"

namespace ltlab {
namespace {

using Eigen::Index;

// FNV-1a, 64 bits: the same number for the same letters on every machine.
std::uint64_t numberOf(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char letter : word) hash = (hash ^ std::uint8_t(letter)) * 0x100000001B3u;
  return hash;
}

std::vector<std::string_view> wordsIn(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0, end; begin < text.size(); begin = end + 1) {
    end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
  }
  return words;
}

Vector<double> normals(RandomKey key, std::uint64_t index, Index count) {
  RandomSequence random(key, index);
  Vector<double> values(count);
  for (double& value : values) value = random.normal();
  return values;
}

// Entries N(0, 1/d). `which`: one sequence of the seed for each of the three.
Matrix<double> projection(std::uint64_t seed, std::uint64_t which, Index d) {
  const Vector<double> entries = normals({seed, Stream::Initialisation}, which, d * d);
  return Eigen::Map<const Matrix<double>>(entries.data(), d, d) / std::sqrt(double(d));
}

FeatureMap<double> mapFor(const MechanismSettings& settings, Index d) {
  requireInside("features", settings.features, 1, 256);
  return settings.map == FeatureKind::Performer
             ? makePerformerMap<double>(d, settings.features, settings.seed)
             : makeFeatureMap<double>(settings.map, d);
}

// Enough for counting: performer's numbers are not drawn.
FeatureMap<double> mapOfSize(const MechanismSettings& settings, Index d) {
  requireInside("features", settings.features, 1, 256);
  if (settings.map != FeatureKind::Performer) return makeFeatureMap<double>(settings.map, d);
  return {FeatureKind::Performer, d, 1 / std::sqrt(double(d)), Matrix<double>(settings.features, d)};
}

}  // namespace

Matrix<double> embedWords(std::string_view text, Index d, std::uint64_t seed) {
  require(d >= 1, "d", d, "must be at least 1");
  const std::vector<std::string_view> words = wordsIn(text);
  Matrix<double> rows(Index(words.size()), d);
  for (Index i = 0; i < rows.rows(); ++i)
    rows.row(i) = normals({seed, Stream::Embedding}, numberOf(words[std::size_t(i)]), d).transpose();
  return rows;
}

Mechanism runMechanism(const Matrix<double>& tokens, const MechanismSettings& settings) {
  const Index d = tokens.cols();
  requireInside("tokens", tokens.rows(), 1, 64);
  requireInside("d", d, 1, 16);
  requireInside("sharpness", settings.sharpness, 0, 100);
  Mechanism run{.tokens = tokens,
                .Wq = projection(settings.seed, 0, d),
                .Wk = projection(settings.seed, 1, d),
                .Wv = projection(settings.seed, 2, d),
                .map = mapFor(settings, d)};
  run.q = settings.sharpness * (tokens * run.Wq);
  run.k = tokens * run.Wk;
  run.v = tokens * run.Wv;
  SoftmaxOptions<double> options;
  options.visibility.causal = settings.causal;
  run.softmax = recordSoftmax(run.q, run.k, run.v, options);
  const Matrix<double> phiQ = features(run.map, run.q), phiK = features(run.map, run.k);
  run.linear = recordLinear(phiQ, phiK, run.v, settings.causal);
  const LinearRecord<double> keyByKey = recordLinear(phiQ, phiK, run.v, true);
  run.stepS = keyByKey.stepS;
  run.stepZ = keyByKey.stepZ;
  run.deviation = run.linear.weights - run.softmax.weights;
  run.weightDeviation = run.deviation.cwiseAbs().rowwise().sum().mean() / 2;
  run.outputDeviation = (run.linear.output - run.softmax.output).norm() / run.softmax.output.norm();
  return run;
}

BracketCosts bracketCosts(Index n, Index d, const MechanismSettings& settings) {
  requireInside("length", n, 1, 10'000'000);
  requireInside("head", d, 1, 1024);
  const FeatureMap<double> map = mapOfSize(settings, d);
  const Index size = featureSize(map);
  const double pairs = double(n) * double(n), columns = double(size + d);
  BracketCosts costs{.n = n, .d = d, .featureSize = size};
  costs.scoreNumbers = pairs;
  costs.stateNumbers = double(size) * double(d);
  costs.crossover = 2 * costs.stateNumbers / columns;
  costs.scoresFirst = {2 * pairs * columns, 4 * (2 * double(n) * columns), pairs};
  costs.stateFirst = linearCost(n, size, d, Normaliser::None);
  costs.softmax = softmaxCost(n, d, d, settings.causal);
  costs.linear = linearCost(n, size, d) + 2.0 * featureCost(map, n, 4);
  return costs;
}

}  // namespace ltlab
