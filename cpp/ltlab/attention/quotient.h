#pragma once
// The normaliser's quotient, with 0/0 defined.
#include "ltlab/numeric/matrix.h"

namespace ltlab {

// o ← o / weight, number by number, where 0 / 0 is 0: no weight on any key means no output, as for a fully
// masked softmax row. Every other quotient is IEEE arithmetic (±∞ for a non-zero sum over a zero weight).
template <class T, class Row>
void divideByWeight(Row&& o, T weight) {
  if (weight == 0)
    o = (o.array() == 0).select(o, o / weight);
  else
    o /= weight;
}

}  // namespace ltlab
