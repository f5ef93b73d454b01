#include "walkthrough_arrays.h"

#include "boundary.h"
#include "ltlab/transformer/constructions.h"
#include "ltlab/transformer/walkthrough_fields.h"
#include "object_reader.h"
#include "object_writer.h"
#include "task_request.h"

namespace ltlab::bindings {
namespace {

// A checkpoint, or the four ω of every layer.
Network<double> eitherNetwork(ObjectReader& in, int d) {
  const std::optional<Network<double>> network = networkFrom(in);
  const bool isOwn = in.has("omegas");
  if (network.has_value() == isOwn)
    throw InputError(InputError::Kind::Type, "network: give either a network or omegas");
  return isOwn ? networkOf(d, omegasFrom(in.numbers("omegas"))) : *network;
}

}  // namespace

val walkThroughLayers(const val& object) {
  return atBoundary([&] {
    ObjectReader in(object, "request");
    const Task<double> task = taskFrom(in.required("task"));
    const Network<double> network = eitherNetwork(in, int(task.x.cols()));
    in.finish();
    ObjectWriter out;
    writeWalkthrough(walkThrough(task, network), out);
    return out.out;
  });
}

}  // namespace ltlab::bindings
