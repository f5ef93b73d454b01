#include "ltlab/numeric/lanes_product.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace ltlab {
namespace {

// Small whole numbers: every sum is exact, whatever the order of its terms.
template <class L>
typename L::V small(int seed) {
  typename L::V value;
  for (int lane = 0; lane < L::width; ++lane)
    value[lane] = typename L::Scalar((seed * 37 + lane * 11) % 19 - 9);
  return value;
}

template <class L>
struct Numbers {
  std::vector<typename L::V> left, right;
  std::vector<typename L::Scalar> shared;

  explicit Numbers(int count) {
    for (int i = 0; i < count; ++i) {
      left.push_back(small<L>(i));
      right.push_back(small<L>(3 * i + 1));
      shared.push_back(small<L>(5 * i + 2)[0]);
    }
  }
};

// Element (i, j) of the product by its definition.
template <class L, class A, class B>
typename L::V element(int i, int j, int depth, const A& a, const B& b) {
  typename L::V sum{};
  for (int k = 0; k < depth; ++k) sum += a(i, k) * b(k, j);
  return sum;
}

template <class L>
void expectEqual(const typename L::V& actual, const typename L::V& expected, const char* name, int i, int j) {
  for (int lane = 0; lane < L::width; ++lane)
    EXPECT_EQ(actual[lane], expected[lane]) << name << " (" << i << ", " << j << ") lane " << lane;
}

template <class L>
auto at(const std::vector<typename L::V>& values, int size) {
  return [&values, size](int i, int k) { return values[i * size + k]; };
}
template <class L>
auto transposedAt(const std::vector<typename L::V>& values, int size) {
  return [&values, size](int i, int k) { return values[k * size + i]; };
}
template <class L>
auto sharedAt(const std::vector<typename L::Scalar>& values, int size) {
  return [&values, size](int i, int k) { return broadcast<L>(values[i * size + k]); };
}

template <class L, int Size, class Depth>
void checkProducts(int count, Depth depth) {
  using V = typename L::V;
  const Extent<Size> size(count);
  const int longest = std::max(count, int(depth));
  const Numbers<L> n(longest * count);
  std::vector<V> out(count * count);
  const auto expect = [&](const auto& a, const auto& b, const char* name, bool added) {
    for (int i = 0; i < count; ++i)
      for (int j = 0; j < count; ++j)
        expectEqual<L>(out[i * count + j],
                       element<L>(i, j, depth, a, b) + (added ? n.left[i * count + j] : V{}), name, i, j);
  };
  const Assign<L, Size> assign{out.data(), size};
  const auto left = laneTranspose<L>(n.left.data(), size);
  const auto right = laneMatrix<L>(n.right.data(), size);
  product<L>(size, depth, left, right, assign);
  expect(transposedAt<L>(n.left, count), at<L>(n.right, count), "lanes", false);
  product<L>(size, depth, left, sharedMatrix<L>(n.shared.data(), size), assign);
  expect(transposedAt<L>(n.left, count), sharedAt<L>(n.shared, count), "shared on the right", false);
  std::copy(n.left.begin(), n.left.begin() + count * count, out.begin());
  product<L>(size, depth, sharedTranspose<L>(n.shared.data(), size), right, Add<L, Size>{out.data(), size});
  expect([&](int i, int k) { return broadcast<L>(n.shared[k * count + i]); }, at<L>(n.right, count),
         "added, shared on the left", true);
  // AᵀA is symmetric.
  symmetricProduct<L>(size, depth, left, laneMatrix<L>(n.left.data(), size),
                      AssignSymmetric<L, Size>{out.data(), size});
  expect(transposedAt<L>(n.left, count), at<L>(n.left, count), "symmetric", false);
  std::fill(out.begin(), out.end(), V{});
  symmetricProduct<L>(size, depth, left, laneMatrix<L>(n.left.data(), size),
                      AssignUpper<L, Size>{out.data(), size});
  expect(transposedAt<L>(n.left, count), at<L>(n.left, count), "symmetric, by its upper half", false);
}

template <class L, int Size>
void checkSquares(int count) {
  using V = typename L::V;
  const Extent<Size> size(count);
  const Numbers<L> n(count * count);
  std::vector<V> out(count * count), vector(n.right.begin(), n.right.begin() + count), lower = n.left;
  product<L>(size, size, laneMatrix<L>(n.left.data(), size), laneTranspose<L>(n.right.data(), size),
             Assign<L, Size>{out.data(), size});
  for (int i = 0; i < count; ++i)
    for (int j = 0; j < count; ++j)
      expectEqual<L>(out[i * count + j],
                     element<L>(i, j, count, at<L>(n.left, count), transposedAt<L>(n.right, count)), "A Bᵀ",
                     i, j);

  std::vector<V> image(count);
  const auto column = [&](int k, int) { return vector[k]; };
  multiplyVector<L>(size, laneMatrix<L>(n.left.data(), size), vector.data(), image.data());
  for (int i = 0; i < count; ++i)
    expectEqual<L>(image[i], element<L>(i, 0, count, at<L>(n.left, count), column), "A v", i, 0);
  addVectorProduct<L>(size, sharedTranspose<L>(n.shared.data(), size), vector.data(), image.data());
  for (int i = 0; i < count; ++i) {
    const auto shared = [&](int row, int k) { return broadcast<L>(n.shared[k * count + row]); };
    expectEqual<L>(
        image[i],
        element<L>(i, 0, count, at<L>(n.left, count), column) + element<L>(i, 0, count, shared, column),
        "A v + Sᵀ v", i, 0);
  }

  for (int i = 0; i < count; ++i)
    for (int j = i + 1; j < count; ++j) lower[i * count + j] = V{};
  triangularSquare<L>(size, lower.data(), AssignSymmetric<L, Size>{out.data(), size});
  for (int i = 0; i < count; ++i)
    for (int j = 0; j < count; ++j)
      expectEqual<L>(out[i * count + j],
                     element<L>(i, j, count, at<L>(lower, count), transposedAt<L>(lower, count)), "L Lᵀ", i,
                     j);
}

template <class L>
class LanesProduct : public testing::Test {};
using LaneTypes = testing::Types<F32x4, F64x2>;
TYPED_TEST_SUITE(LanesProduct, LaneTypes);

TYPED_TEST(LanesProduct, OfASizeKnownAtRunTimeIsItsDefinition) {
  for (int size = 1; size <= 13; ++size) {
    for (int depth : {1, 2, 5, 11, 14}) checkProducts<TypeParam, 0>(size, depth);
    checkSquares<TypeParam, 0>(size);
  }
}

TYPED_TEST(LanesProduct, OfAConstantSizeIsItsDefinition) {
  for (int depth : {1, 3, 20}) {
    checkProducts<TypeParam, 11>(11, depth);
    checkProducts<TypeParam, 6>(6, depth);
    checkProducts<TypeParam, 1>(1, depth);
  }
  checkSquares<TypeParam, 11>(11);
  checkSquares<TypeParam, 6>(6);
  checkSquares<TypeParam, 1>(1);
  checkSquares<TypeParam, 13>(13);
}

TYPED_TEST(LanesProduct, OfAConstantDepthIsItsDefinition) {
  checkProducts<TypeParam, 11>(11, Extent<1>(1));
  checkProducts<TypeParam, 11>(11, Extent<2>(2));
  checkProducts<TypeParam, 11>(11, Extent<3>(3));
  checkProducts<TypeParam, 11>(11, Extent<4>(4));
  checkProducts<TypeParam, 11>(11, Extent<7>(7));
  checkProducts<TypeParam, 0>(7, Extent<12>(12));
}

}  // namespace
}  // namespace ltlab
