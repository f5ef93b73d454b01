#include "mechanism_arrays.h"

#include "boundary.h"
#include "ltlab/attention/mechanism_fields.h"
#include "object_reader.h"
#include "object_writer.h"

namespace ltlab::bindings {
namespace {

// Words, or rows of numbers.
Matrix<double> tokensFrom(ObjectReader& in, std::uint64_t seed) {
  const Eigen::Index d = Eigen::Index(in.integer("d", 1, 16));
  return in.has("words") ? embedWords(in.text("words"), d, seed)
                         : matrixFrom(in.numbers("rows"), d, "rows", "d");
}

}  // namespace

val compareMechanisms(const val& object) {
  return atBoundary([&] {
    ObjectReader in(object, "request");
    MechanismSettings settings;
    settings.map = featureKindNamed(in.text("map"));
    settings.features = Eigen::Index(in.integer("features", 1, 256));
    settings.seed = seedFrom(in.required("seed"));
    settings.sharpness = in.number("sharpness");
    settings.causal = in.integer("causal", 0, 1) == 1;
    const Matrix<double> tokens = tokensFrom(in, settings.seed);
    const Eigen::Index length = Eigen::Index(in.integer("length", 1, 10'000'000));
    const Eigen::Index head = Eigen::Index(in.integer("head", 1, 1024));
    in.finish();
    ObjectWriter out;
    writeMechanism(runMechanism(tokens, settings), bracketCosts(length, head, settings), out);
    return out.out;
  });
}

}  // namespace ltlab::bindings
