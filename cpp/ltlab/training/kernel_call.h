#pragma once
// From settings and parameters to the plain numbers that a batch kernel takes.
#include <memory>
#include <new>
#include <vector>

#include "ltlab/training/batch_kernel.h"
#include "ltlab/training/settings.h"

namespace ltlab {

// Memory for a kernel, aligned for the widest lanes.
class KernelMemory {
 public:
  static constexpr std::size_t alignment = 64;

  void* reserve(std::size_t bytes) {
    if (bytes > bytes_) {
      memory_.reset(::operator new(bytes, std::align_val_t(alignment)));
      bytes_ = bytes;
    }
    return memory_.get();
  }

 private:
  struct Free {
    void operator()(void* memory) const { ::operator delete(memory, std::align_val_t(alignment)); }
  };
  std::unique_ptr<void, Free> memory_;
  std::size_t bytes_ = 0;
};

// A problem's tasks as a TaskSource; keeps the noise levels alive.
class SourceOf {
 public:
  SourceOf(const Problem& problem, RandomKey key, Sampler sampler = Sampler::Tokens)
      : levels_(problem.noise.values.begin(), problem.noise.values.end()),
        problem_(problem),
        key_(key),
        sampler_(sampler) {}

  TaskSource source() const {
    return {key_,
            problem_.d,
            problem_.n,
            problem_.noise.kind == NoiseDistribution::Kind::Uniform,
            levels_.data(),
            int(levels_.size()),
            sampler_ == Sampler::Statistics};
  }

 private:
  std::vector<float> levels_;
  Problem problem_;
  RandomKey key_;
  Sampler sampler_;
};

// Parameters rounded to the kernel's precision, and ω for DIAG and GD++; keeps both alive.
template <class T>
class NetworkOf {
 public:
  NetworkOf(const Architecture& architecture, const Vector<double>& parameters)
      : architecture_(architecture), numbers_(parameters.cast<T>()) {
    if (architecture.model != Model::Full) computeOmegas();
  }

  const T* parameters() const { return numbers_.data(); }
  int diagonalStride() const {
    return architecture_.model == Model::Full ? 0 : headParameterCount(architecture_.model, architecture_.d);
  }
  KernelNetwork<T> network() const {
    return {architecture_.model == Model::Full,
            architecture_.layers,
            architecture_.heads,
            architecture_.d + 1,
            numbers_.data(),
            omegas_.data()};
  }

 private:
  void computeOmegas() {
    const int stride = diagonalStride();
    omegas_.assign(4 * architecture_.layers, T(0));
    for (int i = 0; i < architecture_.layers * architecture_.heads; ++i) {
      const T* p = numbers_.data() + i * stride;
      const T qy = stride == 4 ? p[3] : T(0);
      T* omega = omegas_.data() + 4 * (i / architecture_.heads);
      omega[0] += p[0] * p[2];
      omega[1] += p[0] * qy;
      omega[2] += p[1] * p[2];
      omega[3] += p[1] * qy;
    }
  }

  Architecture architecture_;
  Vector<T> numbers_;
  std::vector<T> omegas_;
};

}  // namespace ltlab
