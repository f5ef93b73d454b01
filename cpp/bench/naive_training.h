#pragma once
// Workload T as a user of Eigen writes it: the Gram recursion and its adjoint, task by task,
// with fixed-size matrices and no further thought.
#include <Eigen/Dense>
#include <string>
#include <vector>

namespace ltlab::bench {

using Floats = std::vector<float>;
Floats readFloats(const std::string& path);

class NaiveTraining {
 public:
  NaiveTraining(bool full, const std::string& inputs);
  void start();
  double step();
  const Eigen::VectorXd& gradient() const { return gradient_; }

 private:
  struct Layers;
  double addTask(int task, const Layers& layers, Layers& bars) const;
  Layers layersOf() const;
  void takeGradient(const Layers& bars);
  void update();

  bool full_;
  Floats x_, y_, query_, target_, starting_;
  Eigen::VectorXd parameters_, gradient_, m_, v_;
  int updates_ = 0;
};

}  // namespace ltlab::bench
