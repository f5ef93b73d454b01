#include <cmath>

#include "ltlab/regression/iterative_steppers.h"

namespace ltlab {
namespace {

template <class T>
class GradientDescent : public Stepper<T> {
 public:
  GradientDescent(const Objective<T>& f, T rate) : f_(f), rate_(rate) {}
  void step(Vector<T>& w) override { w -= rate_ * objectiveGradient(f_, w); }

 private:
  const Objective<T>& f_;
  T rate_;
};

template <class T>
class HeavyBall : public Stepper<T> {
 public:
  HeavyBall(const Objective<T>& f, T rate, T momentum)
      : f_(f), rate_(rate), momentum_(momentum), velocity_(Vector<T>::Zero(f.alpha.size())) {}

  void step(Vector<T>& w) override {
    velocity_ = momentum_ * velocity_ - rate_ * objectiveGradient(f_, w);
    w += velocity_;
  }
  std::vector<StateView<T>> state() const override { return {{"velocity", velocity_}}; }

 private:
  const Objective<T>& f_;
  T rate_, momentum_;
  Vector<T> velocity_;
};

template <class T>
class Nesterov : public Stepper<T> {
 public:
  Nesterov(const Objective<T>& f, T rate, T momentum, const Vector<T>& start)
      : f_(f),
        rate_(rate),
        momentum_(momentum),
        velocity_(Vector<T>::Zero(start.size())),
        lookahead_(start) {}

  void step(Vector<T>& w) override {
    lookahead_ = w + momentum_ * velocity_;
    velocity_ = lookahead_ - rate_ * objectiveGradient(f_, lookahead_) - w;
    w += velocity_;
  }
  std::vector<StateView<T>> state() const override {
    return {{"velocity", velocity_}, {"lookahead", lookahead_}};
  }

 private:
  const Objective<T>& f_;
  T rate_, momentum_;
  Vector<T> velocity_, lookahead_;
};

template <class T>
class GradientMemory : public Stepper<T> {
 public:
  GradientMemory(const Objective<T>& f, T rate, T momentum)
      : f_(f), rate_(rate), momentum_(momentum), memory_(Vector<T>::Zero(f.alpha.size())) {}

  void step(Vector<T>& w) override {
    const Vector<T> gradient = objectiveGradient(f_, w);
    w -= rate_ * memory_;
    memory_ = momentum_ * memory_ + gradient;
  }
  std::vector<StateView<T>> state() const override { return {{"memory", memory_}}; }

 private:
  const Objective<T>& f_;
  T rate_, momentum_;
  Vector<T> memory_;
};

template <class T>
class RmsProp : public Stepper<T> {
 public:
  RmsProp(const Objective<T>& f, const MethodSettings<T>& settings)
      : f_(f), settings_(settings), second_(Vector<T>::Zero(f.alpha.size())) {}

  void step(Vector<T>& w) override {
    const Vector<T> g = objectiveGradient(f_, w);
    second_ = settings_.decay * second_ + (1 - settings_.decay) * g.cwiseAbs2();
    w.array() -= settings_.rate * g.array() / (second_.array().sqrt() + settings_.epsilon);
  }
  std::vector<StateView<T>> state() const override { return {{"secondMoment", second_}}; }

 private:
  const Objective<T>& f_;
  MethodSettings<T> settings_;
  Vector<T> second_;
};

template <class T>
class Adam : public Stepper<T> {
 public:
  Adam(const Objective<T>& f, const MethodSettings<T>& settings)
      : f_(f),
        settings_(settings),
        first_(Vector<T>::Zero(f.alpha.size())),
        second_(Vector<T>::Zero(f.alpha.size())) {}

  void step(Vector<T>& w) override {
    const Vector<T> g = objectiveGradient(f_, w);
    first_ = settings_.momentum * first_ + (1 - settings_.momentum) * g;
    second_ = settings_.decay * second_ + (1 - settings_.decay) * g.cwiseAbs2();
    firstPower_ *= settings_.momentum;
    secondPower_ *= settings_.decay;
    const auto mean = first_.array() / (1 - firstPower_);
    const auto spread = (second_.array() / (1 - secondPower_)).sqrt();
    w.array() -= settings_.rate * mean / (spread + settings_.epsilon);
  }
  std::vector<StateView<T>> state() const override {
    return {{"firstMoment", first_}, {"secondMoment", second_}};
  }

 private:
  const Objective<T>& f_;
  MethodSettings<T> settings_;
  Vector<T> first_, second_;
  T firstPower_ = 1, secondPower_ = 1;
};

}  // namespace

template <class T>
std::unique_ptr<Stepper<T>> makeFirstOrderStepper(Method method, const Objective<T>& f,
                                                  const MethodSettings<T>& settings, const Vector<T>& start) {
  switch (method) {
    case Method::GradientDescent:
      return std::make_unique<GradientDescent<T>>(f, settings.rate);
    case Method::HeavyBall:
      return std::make_unique<HeavyBall<T>>(f, settings.rate, settings.momentum);
    case Method::Nesterov:
      return std::make_unique<Nesterov<T>>(f, settings.rate, settings.momentum, start);
    case Method::GradientMemory:
      return std::make_unique<GradientMemory<T>>(f, settings.rate, settings.momentum);
    case Method::RmsProp:
      return std::make_unique<RmsProp<T>>(f, settings);
    case Method::Adam:
      return std::make_unique<Adam<T>>(f, settings);
    default:
      return nullptr;
  }
}

template std::unique_ptr<Stepper<float>> makeFirstOrderStepper(Method, const Objective<float>&,
                                                               const MethodSettings<float>&,
                                                               const Vector<float>&);
template std::unique_ptr<Stepper<double>> makeFirstOrderStepper(Method, const Objective<double>&,
                                                                const MethodSettings<double>&,
                                                                const Vector<double>&);

}  // namespace ltlab
