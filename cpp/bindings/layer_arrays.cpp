#include "layer_arrays.h"

#include "boundary.h"
#include "ltlab/transformer/constructions.h"
#include "ltlab/transformer/one_layer_fields.h"
#include "object_reader.h"
#include "object_writer.h"

namespace ltlab::bindings {
namespace {

// Heads one after the other, each P then Q, row by row.
Layer<double> layerFrom(const std::vector<double>& numbers, Eigen::Index size) {
  const Eigen::Index perHead = 2 * size * size;
  require(!numbers.empty() && Eigen::Index(numbers.size()) % perHead == 0, "heads.length", numbers.size(),
          "must be a multiple of 2 (d + 1)² = " + std::to_string(perHead));
  Layer<double> layer;
  for (const double* head = numbers.data(); head != numbers.data() + numbers.size(); head += perHead)
    layer.heads.push_back({Eigen::Map<const Matrix<double>>(head, size, size),
                           Eigen::Map<const Matrix<double>>(head + size * size, size, size)});
  return layer;
}

Task<double> taskFrom(ObjectReader& in, Eigen::Index d) {
  const Matrix<double> rows = matrixFrom(in.numbers("points"), d + 1, "points", "d + 1");
  Task<double> task;
  task.x = rows.leftCols(d);
  task.y = rows.col(d);
  task.query = vectorFrom(in.numbers("query"));
  return task;
}

// Heads, or the four ω.
Layer<double> eitherLayer(ObjectReader& in, Eigen::Index d) {
  if (in.has("heads")) return layerFrom(in.numbers("heads"), d + 1);
  const std::vector<double> omega = in.numbers("omega");
  requireSize("omega.length", std::int64_t(omega.size()), "xx, xy, yx, yy", 4);
  return layerOf<double>(int(d), {omega[0], omega[1], omega[2], omega[3]});
}

}  // namespace

val runLayer(const val& object) {
  return atBoundary([&] {
    ObjectReader in(object, "request");
    const Eigen::Index d = Eigen::Index(in.integer("d", 1, 16));
    const Task<double> task = taskFrom(in, d);
    const Layer<double> layer = eitherLayer(in, d);
    in.finish();
    ObjectWriter out;
    writeOneLayer(runOneLayer(task, layer), out);
    return out.out;
  });
}

}  // namespace ltlab::bindings
