#pragma once
// Random numbers that are pure functions of (seed, stream, index, position), so that the numbers of index i are the
// same for any split of the indices over lanes, threads or workers, natively and in WebAssembly.
//
// Words of a block: Threefry-4×32 with 13 rounds, Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"
// (passes BigCrush). Long sequences: sfc32 (C. Doty-Humphrey, PractRand), started from such a block, at a third of the
// cost of a word. Normals: Box–Muller with polynomial logarithm, sine and cosine (after Cephes, S. Moshier), single
// precision, tails to 5.8 σ. Only + − × √ and integer operations are used, which IEEE 754 rounds the same way
// everywhere.
#include <cstdint>

#include "ltlab/numeric/lanes.h"

namespace ltlab {

// What the numbers are for. Streams of one seed are independent: training never sees a validation task.
enum class Stream : std::uint32_t {
  Tasks = 0,
  Validation = 1,
  Initialisation = 2,
  Baselines = 3,
  FeatureMap = 4,
  Sensor = 5,
  Embedding = 6
};

// One of the 2^64 sequences of words of a (seed, stream).
struct RandomKey {
  std::uint64_t seed = 0;
  Stream stream = Stream::Tasks;
};

// Four words per lane.
template <class L>
struct WordBlock {
  typename L::U words[4] = {};
  LTLAB_INLINE typename L::U& operator[](int i) { return words[i]; }
  LTLAB_INLINE typename L::U operator[](int i) const { return words[i]; }
};

// x rotated left by `bits`, 0 < bits < 32, in every lane.
template <class U>
LTLAB_INLINE U rotateLeft(U x, int bits) {
  return (x << bits) | (x >> (32 - bits));
}

// Threefry-4×32, 13 rounds: in place on the counter block. key: 4 words, equal in all lanes.
template <class L>
inline void threefry(WordBlock<L>& x, const std::uint32_t key[4]) {
  constexpr int rotations[8][2] = {{10, 26}, {11, 21}, {13, 27}, {23, 5},
                                   {6, 20},  {17, 11}, {25, 10}, {18, 20}};
  constexpr int rounds = 13;
  const std::uint32_t schedule[5] = {key[0], key[1], key[2], key[3],
                                     0x1BD11BDAu ^ key[0] ^ key[1] ^ key[2] ^ key[3]};
  for (int i = 0; i < 4; ++i) x[i] += schedule[i];
#pragma GCC unroll 13
  for (int round = 0; round < rounds; ++round) {
    const int* rotation = rotations[round % 8];
    const int first = round % 2 == 0 ? 1 : 3, second = 4 - first;
    x[0] += x[first];
    x[first] = rotateLeft(x[first], rotation[0]) ^ x[0];
    x[2] += x[second];
    x[second] = rotateLeft(x[second], rotation[1]) ^ x[2];
    if (round % 4 == 3) {
      const unsigned injection = (round + 1) / 4;
      for (unsigned i = 0; i < 4; ++i) x[i] += schedule[(injection + i) % 5];
      x[3] += injection;
    }
  }
}

// Words 4·block … 4·block + 3 of the sequences first, first + 1, …, one sequence per lane.
template <class L>
inline WordBlock<L> randomWords(RandomKey key, std::uint64_t first, std::uint32_t block) {
  const std::uint32_t keyWords[4] = {std::uint32_t(key.seed), std::uint32_t(key.seed >> 32),
                                     std::uint32_t(key.stream), 0};
  WordBlock<L> x{};
  for (int lane = 0; lane < L::width; ++lane) {
    x[0][lane] = std::uint32_t(first + lane);
    x[1][lane] = std::uint32_t((first + lane) >> 32);
  }
  x[2] += block;
  threefry<L>(x, keyWords);
  return x;
}

// The words of the sequences first, first + 1, …, one after the other: sfc32 started from their word block 0.
template <class L>
class WordStream {
 public:
  using U = typename L::U;

  // Lane i reads sequence first + i.
  WordStream(RandomKey key, std::uint64_t first) : state_(randomWords<L>(key, first, 0)) {}

  // One word of every lane.
  LTLAB_INLINE U next() noexcept {
    U &a = state_[0], &b = state_[1], &c = state_[2], &counter = state_[3];
    const U word = a + b + counter;
    counter += 1;
    a = b ^ (b >> 9);
    U multiple = c << 3;
    holdInPlace(multiple);
    b = c + multiple;
    c = rotateLeft(c, 21) + word;
    return word;
  }

 private:
  WordBlock<L> state_;
};

// (word 2⁻³² rounded to single precision) + 2⁻²⁴, in (0, 1].
template <class L>
inline typename L::V unitInterval(typename L::U word) {
  const auto centred = __builtin_convertvector(typename L::I(word ^ 0x80000000u), typename L::V);
  return centred * 0x1p-32f + (0.5f + 0x1p-24f);
}

// ln u for normal u > 0: u = 2^e m with m in [√½, √2), ln u = e ln 2 + ln m.
template <class L>
inline typename L::V naturalLog(typename L::V u) {
  using V = typename L::V;
  using I = typename L::I;
  const I bits = bitCast<I>(u);
  const I exponent = (bits - 0x3F3504F3) >> 23;
  const V e = __builtin_convertvector(exponent, V);
  const V x = bitCast<V>(I(bits - (exponent << 23))) - 1.0f;
  const V square = x * x;
  V p = x * 7.0376836292e-2f - 1.1514610310e-1f;
  p = p * x + 1.1676998740e-1f;
  p = p * x - 1.2420140846e-1f;
  p = p * x + 1.4249322787e-1f;
  p = p * x - 1.6668057665e-1f;
  p = p * x + 2.0000714765e-1f;
  p = p * x - 2.4999993993e-1f;
  p = p * x + 3.3333331174e-1f;
  return ((p * x * square + e * -2.12194440e-4f) - square * 0.5f + x) + e * 0.693359375f;
}

// cos and sin of 2π word / 2³²: a multiple of π/2 and a remainder in [−π/4, π/4].
template <class L>
inline void cosSinTurn(typename L::U word, typename L::V& cosine, typename L::V& sine) {
  using V = typename L::V;
  using I = typename L::I;
  using U = typename L::U;
  const U quadrant = (word + 0x20000000u) >> 30;
  const V r = __builtin_convertvector(I(word - (quadrant << 30)), V) * 1.4629180792671596e-9f;
  const V z = r * r;
  const V s = ((z * -1.9515295891e-4f + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * r + r;
  const V c = ((z * 2.443315711809948e-5f - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z -
              z * 0.5f + 1.0f;
  const I swap = I(quadrant << 31) >> 31;
  const U cosineSign = ((quadrant + 1) & 2u) << 30, sineSign = (quadrant & 2u) << 30;
  const I cBits = bitCast<I>(c), sBits = bitCast<I>(s);
  cosine = bitCast<V>(U((cBits & ~swap) | (sBits & swap)) ^ cosineSign);
  sine = bitCast<V>(U((sBits & ~swap) | (cBits & swap)) ^ sineSign);
}

// √(−2 ln u) for the u of a word: the length of a pair of normals.
template <class L>
inline typename L::V pairLength(typename L::U word) {
  return squareRoot(typename L::V(naturalLog<L>(unitInterval<L>(word)) * -2.0f));
}

// Two independent N(0, 1) numbers per lane from two words (Box–Muller).
template <class L>
inline void normalPair(typename L::U lengthWord, typename L::U angleWord, typename L::V& first,
                       typename L::V& second) {
  const typename L::V length = pairLength<L>(lengthWord);
  cosSinTurn<L>(angleWord, first, second);
  first *= length;
  second *= length;
}

// `count` values, every second one from `values` on, as one wider vector.
template <class Wide, class V>
LTLAB_INLINE Wide everySecond(const V* values) {
  V parts[sizeof(Wide) / sizeof(V)];
  LTLAB_UNROLL
  for (unsigned k = 0; k < sizeof(Wide) / sizeof(V); ++k) parts[k] = values[2 * k];
  Wide wide;
  std::memcpy(&wide, parts, sizeof(wide));
  return wide;
}

// Its inverse: the parts of a wider vector to every second value.
template <class Wide, class V>
LTLAB_INLINE void setEverySecond(V* values, Wide wide) {
  V parts[sizeof(Wide) / sizeof(V)];
  std::memcpy(parts, &wide, sizeof(wide));
  LTLAB_UNROLL
  for (unsigned k = 0; k < sizeof(Wide) / sizeof(V); ++k) values[2 * k] = parts[k];
}

// From words to the normals of normalPair, in place.
template <class W, class V>
LTLAB_INLINE void pairLengths(V* numbers) {
  setEverySecond(numbers, pairLength<W>(everySecond<typename W::U>(numbers)));
}
template <class W, class V>
LTLAB_INLINE void turnPairs(V* numbers) {
  typename W::V cosine, sine;
  const auto length = everySecond<typename W::V>(numbers);
  cosSinTurn<W>(everySecond<typename W::U>(numbers + 1), cosine, sine);
  setEverySecond(numbers, length * cosine);
  setEverySecond(numbers + 1, length * sine);
}

// The next `count` normals of each lane, an even number: those of normalPair for the words in their order. One pass
// over all pairs for each part, because a processor overlaps short computations better than long ones.
template <class L>
inline void drawNormals(WordStream<L>& stream, int count, typename L::V* normals) {
  using W = SideBySide<L>;
  constexpr int round = 2 * W::width / L::width;
  // A copy that nothing else can refer to stays in registers.
  WordStream<L> words = stream;
  for (int i = 0; i < count; ++i) normals[i] = bitCast<typename L::V>(words.next());
  stream = words;
  const int rounds = count / round * round;
  for (int i = 0; i < rounds; i += round) pairLengths<W>(normals + i);
  for (int i = rounds; i < count; i += 2) pairLengths<L>(normals + i);
  for (int i = 0; i < rounds; i += round) turnPairs<W>(normals + i);
  for (int i = rounds; i < count; i += 2) turnPairs<L>(normals + i);
}

// One sequence, read number by number: for initial weights and feature maps, where speed does not matter.
inline namespace LTLAB_INSTRUCTION_SET {
class RandomSequence {
 public:
  // At the begin of the sequence `index` of the key.
  explicit RandomSequence(RandomKey key, std::uint64_t index = 0) : key_(key), index_(index) {}

  // The next word, all 32 bits random.
  std::uint32_t word() {
    if (used_ == 4) refill();
    return words_[used_++];
  }

  // Uniform on [0, 1), 32 bits.
  double uniform() { return word() * 0x1p-32; }

  // N(0, 1), single precision values.
  double normal() {
    if (!spare_) {
      F32x4::U radius{word()}, angle{word()};
      F32x4::V a, b;
      normalPair<F32x4>(radius, angle, a, b);
      second_ = b[0];
      spare_ = true;
      return a[0];
    }
    spare_ = false;
    return second_;
  }

 private:
  void refill() {
    const WordBlock<F32x4> block = randomWords<F32x4>(key_, index_, block_++);
    for (int i = 0; i < 4; ++i) words_[i] = block[i][0];
    used_ = 0;
  }

  RandomKey key_;
  std::uint64_t index_;
  std::uint32_t block_ = 0;
  std::uint32_t words_[4] = {};
  int used_ = 4;
  double second_ = 0;
  bool spare_ = false;
};
}  // namespace LTLAB_INSTRUCTION_SET

}  // namespace ltlab
