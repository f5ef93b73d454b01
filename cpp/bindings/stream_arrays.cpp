#include "stream_arrays.h"

#include "boundary.h"
#include "ltlab/attention/stream_fields.h"
#include "object_reader.h"
#include "object_writer.h"

namespace ltlab::bindings {
namespace {

constexpr std::int64_t mostSkipped = 10'000'000, mostRecorded = 100'000;

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
  settings.seed = seedFrom(in.required("seed"));
  in.finish();
  requireStream(settings);
  return settings;
}

StreamRecord followed(ObjectReader& in, const StreamSettings& settings, StreamState& state) {
  if (in.has("x"))
    return follow(settings, state, matrixFrom(in.numbers("x"), settings.d, "x", "d"),
                  matrixFrom(in.numbers("y"), settings.dv, "y", "dv"));
  if (in.has("skip")) skip(settings, state, in.integer("skip", 0, mostSkipped));
  return follow(settings, state, Eigen::Index(in.integer("count", 0, mostRecorded)));
}

}  // namespace

val followStream(const val& request) {
  return atBoundary([&] {
    ObjectReader in(request, "request");
    const StreamSettings settings = streamSettingsFrom(in.required("settings"));
    StreamState state =
        in.has("state") ? unpackStream(settings, vectorFrom(in.numbers("state"))) : startStream(settings);
    const StreamRecord record = followed(in, settings, state);
    in.finish();
    ObjectWriter out;
    writeStream(settings, record, out);
    out.vector("state", packStream(state));
    return out.out;
  });
}

}  // namespace ltlab::bindings
