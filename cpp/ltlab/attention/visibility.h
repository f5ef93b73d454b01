#pragma once
// Which keys a query may attend to.
#include <cstdint>
#include <vector>

#include "ltlab/numeric/matrix.h"

namespace ltlab {

// Query i sees key j if every restriction that is set allows it. A query that sees no key has output zero.
struct Visibility {
  bool causal = false;                  // j ≤ i; as many queries as keys
  Eigen::Index window = 0;              // |i − j| < window; 0: any distance; as many queries as keys
  std::vector<Eigen::Index> keyLength;  // j < keyLength[i]; one entry per query, or empty
  Matrix<std::uint8_t> mask;            // mask(i, j) ≠ 0; (queries, keys), or 0 × 0
};

// Keys first … last − 1.
struct KeyRange {
  Eigen::Index first = 0;
  Eigen::Index last = 0;
};

// Refuses restrictions that do not fit the number of queries and keys.
void requireVisibility(const Visibility& visibility, Eigen::Index queries, Eigen::Index keys);

// The range that causality, window and length leave to query i (last ≥ first), before the mask.
KeyRange visibleKeys(const Visibility& visibility, Eigen::Index i, Eigen::Index keys);

// The smallest range that holds what visibleKeys leaves to the queries first … last − 1; last ≤ first if that
// is nothing.
KeyRange keysOfTile(const Visibility& visibility, Eigen::Index first, Eigen::Index last, Eigen::Index keys);

// Whether query i sees key j, the mask included. O(1).
bool isVisible(const Visibility& visibility, Eigen::Index i, Eigen::Index j, Eigen::Index keys);

// Number of (query, key) pairs of a sequence of n tokens, O(1):
//   causal n(u+1) − u(u+1)/2, otherwise n(2u+1) − u(u+1), with u = min(window, n) − 1 and window 0 meaning n.
double visiblePairs(Eigen::Index n, bool causal, Eigen::Index window = 0);

}  // namespace ltlab
