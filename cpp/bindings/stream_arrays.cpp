#include "stream_arrays.h"

#include "boundary.h"
#include "ltlab/attention/stream_fields.h"
#include "object_reader.h"
#include "object_writer.h"

namespace ltlab::bindings {
namespace {

constexpr std::int64_t mostSkipped = 10'000'000, mostRecorded = 100'000, largestSeed = std::int64_t(1) << 53;

StreamSettings streamSettingsFrom(const val& object) {
  ObjectReader in(object, "settings");
  StreamSettings settings;
  settings.d = Eigen::Index(in.integer("d", 1, 16));
  settings.dv = Eigen::Index(in.integer("dv", 1, 16));
  settings.drift = in.number("drift");
  settings.noise = in.number("noise");
  settings.forgetting = in.number("forgetting");
  settings.beta = in.number("beta");
  settings.ridge = in.number("ridge");
  settings.span = in.number("span");
  settings.seed = std::uint64_t(in.integer("seed", 0, largestSeed));
  in.finish();
  requireStream(settings);
  return settings;
}

Vector<double> vectorOf(const std::vector<double>& numbers) {
  return Eigen::Map<const Vector<double>>(numbers.data(), Eigen::Index(numbers.size()));
}

// Row by row.
Matrix<double> matrixFrom(const std::vector<double>& numbers, Eigen::Index columns, const char* name) {
  const Eigen::Index rows = Eigen::Index(numbers.size()) / columns;
  requireSize(std::string(name) + ".length", std::int64_t(numbers.size()), "rows · columns", rows * columns);
  return Eigen::Map<const Matrix<double>>(numbers.data(), rows, columns);
}

StreamRecord followed(ObjectReader& in, const StreamSettings& settings, StreamState& state) {
  if (in.has("x"))
    return follow(settings, state, matrixFrom(in.numbers("x"), settings.d, "x"),
                  matrixFrom(in.numbers("y"), settings.dv, "y"));
  if (in.has("skip")) skip(settings, state, in.integer("skip", 0, mostSkipped));
  return follow(settings, state, Eigen::Index(in.integer("count", 0, mostRecorded)));
}

}  // namespace

val followStream(const val& request) {
  return atBoundary([&] {
    ObjectReader in(request, "request");
    const StreamSettings settings = streamSettingsFrom(in.required("settings"));
    StreamState state =
        in.has("state") ? unpackStream(settings, vectorOf(in.numbers("state"))) : startStream(settings);
    const StreamRecord record = followed(in, settings, state);
    in.finish();
    ObjectWriter out;
    writeStream(settings, record, out);
    out.vector("state", packStream(state));
    return out.out;
  });
}

}  // namespace ltlab::bindings
