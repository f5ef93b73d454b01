#include "ltlab/attention/tiles.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace ltlab {

using Eigen::Index;

namespace {

// Zeros, aligned for the widest lanes.
template <class T>
class AlignedNumbers {
 public:
  explicit AlignedNumbers(std::size_t count)
      : numbers_(Vector<T>::Zero(Index(count + alignment / sizeof(T)))) {
    void* at = numbers_.data();
    std::size_t bytes = std::size_t(numbers_.size()) * sizeof(T);
    first_ = static_cast<T*>(std::align(alignment, count * sizeof(T), at, bytes));
  }
  T* get() const { return first_; }

 private:
  static constexpr std::size_t alignment = 64;
  Vector<T> numbers_;
  T* first_;
};

Index padded(Index size, Index multiple) {
  return (size + multiple - 1) / multiple * multiple;
}

KeySpan keysOf(const KeySpan* seen, Index queries, Index keys) {
  KeySpan all{keys, 0};
  for (Index i = 0; i < queries; ++i) {
    if (seen[i].first == seen[i].last) continue;
    all.first = std::min(all.first, seen[i].first);
    all.last = std::max(all.last, seen[i].last);
  }
  return all;
}

template <class T>
using NumberMap = void (*)(std::ptrdiff_t count, const T* x, T* phi);

template <class T>
NumberMap<T> mapOf(const AttentionKernel<T>& kernel, FeatureKind kind) {
  if (kind == FeatureKind::EluPlusOne) return kernel.eluPlusOne;
  if (kind == FeatureKind::Relu)
    return [](std::ptrdiff_t count, const T* x, T* phi) {
      for (std::ptrdiff_t e = 0; e < count; ++e) phi[e] = x[e] < 0 ? T(0) : x[e];
    };
  return [](std::ptrdiff_t count, const T* x, T* phi) { std::copy_n(x, count, phi); };
}

// Tokens for one tile after the other, in the kernel's layout: the caller's own rows where they have it
// already, otherwise a padded copy.
template <class T>
class LinearPass {
 public:
  LinearPass(const AttentionKernel<T>& kernel, const LinearInput<T>& input, Index tileRows)
      : input_(input),
        map_(mapOf(kernel, input.map)),
        pitch_(padded(input.q.cols(), kernel.lanes)),
        columns_(padded(input.v.cols(), kernel.columns)),
        S_(std::size_t(input.q.cols() * columns_)),
        z_(std::size_t(pitch_)),
        queries_(std::size_t(tileRows * pitch_)),
        keys_(std::size_t(tileRows * pitch_)),
        values_(std::size_t(tileRows * columns_)),
        outputs_(std::size_t(tileRows * columns_)) {}

  LinearMemory<T> memory() const {
    return {S_.get(), input_.normalise ? z_.get() : nullptr, int(input_.q.cols()), pitch_, columns_};
  }

  const T* queries(Index first, Index rows) const { return features(input_.q, first, rows, queries_.get()); }
  const T* keys(Index first, Index rows) const { return features(input_.k, first, rows, keys_.get()); }
  const T* values(Index first, Index rows) const {
    const Matrix<T>& v = input_.v;
    if (v.cols() == columns_) return v.data() + first * columns_;
    rowsAt(values_, rows).leftCols(v.cols()) = v.middleRows(first, rows);
    return values_.get();
  }

  // Where the kernel puts its output, and the way from there to o.
  T* outputs(Matrix<T>& o, Index first) const {
    return o.cols() == columns_ ? o.data() + first * columns_ : outputs_.get();
  }
  void keepOutputs(Matrix<T>& o, Index first, Index rows) const {
    if (o.cols() != columns_) o.middleRows(first, rows) = rowsAt(outputs_, rows).leftCols(o.cols());
  }

 private:
  Eigen::Map<Matrix<T>> rowsAt(const AlignedNumbers<T>& numbers, Index rows) const {
    return {numbers.get(), rows, columns_};
  }

  const T* features(const Matrix<T>& x, Index first, Index rows, T* phi) const {
    const bool whole = x.cols() == pitch_;
    const T* from = x.data() + first * x.cols();
    if (whole && input_.map == FeatureKind::Identity) return from;
    if (whole) map_(rows * pitch_, from, phi);
    for (Index i = 0; i < rows && !whole; ++i) map_(x.cols(), from + i * x.cols(), phi + i * pitch_);
    return phi;
  }

  const LinearInput<T>& input_;
  NumberMap<T> map_;
  Index pitch_, columns_;
  AlignedNumbers<T> S_, z_, queries_, keys_, values_, outputs_;
};

constexpr Index linearTileRows = 64;

// body(first, rows) for each tile.
template <class Body>
void forEachTile(Index all, Index tileRows, const Body& body) {
  for (Index first = 0; first < all; first += tileRows) body(first, std::min(tileRows, all - first));
}

}  // namespace

template <class T>
Matrix<T> softmaxByTiles(const AttentionKernel<T>& kernel, const Matrix<T>& q, const Matrix<T>& k,
                         const Matrix<T>& v, T scale, const Visibility& visibility) {
  const int d = int(q.cols()), dv = int(v.cols());
  const AlignedNumbers<T> scratch(kernel.softmaxNumbers(d, dv));
  KeySpan seen[softmaxQueries];
  Matrix<T> o(q.rows(), dv);
  forEachTile(q.rows(), softmaxQueries, [&](Index first, Index rows) {
    for (Index i = 0; i < rows; ++i) {
      const KeyRange range = visibleKeys(visibility, first + i, k.rows());
      seen[i] = {range.first, range.last};
    }
    const std::uint8_t* mask = visibility.mask.size() > 0 ? visibility.mask.row(first).data() : nullptr;
    kernel.softmax({q.row(first).data(), k.data(), v.data(), o.row(first).data(), int(rows), d, dv, scale,
                    keysOf(seen, rows, k.rows()), seen, mask, visibility.mask.cols()},
                   scratch.get());
  });
  return o;
}

template <class T>
Matrix<T> linearByTiles(const AttentionKernel<T>& kernel, const LinearInput<T>& input) {
  const LinearPass<T> pass(kernel, input, linearTileRows);
  Matrix<T> o(input.q.rows(), input.v.cols());
  forEachTile(input.k.rows(), linearTileRows, [&](Index first, Index rows) {
    kernel.absorb(pass.memory(),
                  {nullptr, pass.keys(first, rows), pass.values(first, rows), nullptr, int(rows)});
  });
  forEachTile(o.rows(), linearTileRows, [&](Index first, Index rows) {
    kernel.readOut(pass.memory(),
                   {pass.queries(first, rows), nullptr, nullptr, pass.outputs(o, first), int(rows)});
    pass.keepOutputs(o, first, rows);
  });
  return o;
}

template <class T>
Matrix<T> causalByTiles(const AttentionKernel<T>& kernel, const LinearInput<T>& input, Index chunk) {
  const Index tileRows = chunk > 0 ? std::min(chunk, input.q.rows()) : linearTileRows;
  const LinearPass<T> pass(kernel, input, tileRows);
  const AlignedNumbers<T> scratch(chunk > 0 ? kernel.chunkNumbers(int(tileRows), int(input.q.cols())) : 0);
  Matrix<T> o(input.q.rows(), input.v.cols());
  forEachTile(o.rows(), tileRows, [&](Index first, Index rows) {
    const LinearTile<T> tile{pass.queries(first, rows), pass.keys(first, rows), pass.values(first, rows),
                             pass.outputs(o, first), int(rows)};
    if (chunk > 0)
      kernel.chunk(pass.memory(), tile, scratch.get());
    else
      kernel.recur(pass.memory(), tile);
    pass.keepOutputs(o, first, rows);
  });
  return o;
}

#define LTLAB_INSTANTIATE(T)                                                                       \
  template Matrix<T> softmaxByTiles(const AttentionKernel<T>&, const Matrix<T>&, const Matrix<T>&, \
                                    const Matrix<T>&, T, const Visibility&);                       \
  template Matrix<T> linearByTiles(const AttentionKernel<T>&, const LinearInput<T>&);              \
  template Matrix<T> causalByTiles(const AttentionKernel<T>&, const LinearInput<T>&, Index);
LTLAB_INSTANTIATE(float)
LTLAB_INSTANTIATE(double)
#undef LTLAB_INSTANTIATE

}  // namespace ltlab
