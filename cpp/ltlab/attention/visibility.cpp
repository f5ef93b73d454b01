#include "ltlab/attention/visibility.h"

#include <algorithm>

#include "ltlab/numeric/require.h"

namespace ltlab {

using Eigen::Index;

void requireVisibility(const Visibility& visibility, Index queries, Index keys) {
  require(visibility.window >= 0, "window", visibility.window, "must not be negative");
  if (visibility.causal || visibility.window > 0) requireSize("k.rows", keys, "q.rows", queries);
  if (!visibility.keyLength.empty()) {
    requireSize("keyLength.size", Index(visibility.keyLength.size()), "q.rows", queries);
    for (Index length : visibility.keyLength) requireInside("keyLength", length, 0, keys);
  }
  if (visibility.mask.size() > 0) {
    requireSize("mask.rows", visibility.mask.rows(), "q.rows", queries);
    requireSize("mask.cols", visibility.mask.cols(), "k.rows", keys);
  }
}

KeyRange visibleKeys(const Visibility& visibility, Index i, Index keys) {
  KeyRange range{0, keys};
  if (visibility.window > 0) {
    range.first = std::max<Index>(0, i - visibility.window + 1);
    range.last = std::min(keys, i + visibility.window);
  }
  if (visibility.causal) range.last = std::min(range.last, i + 1);
  if (!visibility.keyLength.empty()) range.last = std::min(range.last, visibility.keyLength[i]);
  range.last = std::max(range.first, range.last);
  return range;
}

KeyRange keysOfTile(const Visibility& visibility, Index first, Index last, Index keys) {
  KeyRange all{keys, 0};
  for (Index i = first; i < last; ++i) {
    const KeyRange range = visibleKeys(visibility, i, keys);
    if (range.first == range.last) continue;
    all.first = std::min(all.first, range.first);
    all.last = std::max(all.last, range.last);
  }
  return all;
}

bool isVisible(const Visibility& visibility, Index i, Index j, Index keys) {
  const KeyRange range = visibleKeys(visibility, i, keys);
  return j >= range.first && j < range.last && (visibility.mask.size() == 0 || visibility.mask(i, j) != 0);
}

double visiblePairs(Index n, bool causal, Index window) {
  if (n == 0) return 0;
  const double u = double(window == 0 ? n : std::min(window, n)) - 1;
  const double earlier = double(n) * u - u * (u + 1) / 2;
  return double(n) + (causal ? earlier : 2 * earlier);
}

}  // namespace ltlab
