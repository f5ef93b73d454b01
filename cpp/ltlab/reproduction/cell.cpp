#include "ltlab/reproduction/cell.h"

#include "ltlab/numeric/require.h"

namespace ltlab {

void requireCell(const Cell& cell) {
  requireArchitecture(cell.architecture());
  requireProblem(cell.problem());
  parseNoise(formatNoise(cell.noise));
}

std::string cellName(const Cell& cell) {
  requireCell(cell);
  const Cell published;
  std::string name(cell.model == Model::GdPlusPlus ? "gdpp" : modelName(cell.model));
  name += "-" + std::to_string(cell.layers) + "-" + formatNoise(cell.noise);
  for (char& c : name)
    if (c == ':' || c == ',') c = '-';
  if (cell.d != published.d || cell.n != published.n)
    name += "-d" + std::to_string(cell.d) + "-n" + std::to_string(cell.n);
  return name;
}

}  // namespace ltlab
