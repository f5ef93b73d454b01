// Formulas in circulation that do not hold. Each is written here as a function and measured against the
// tokens (or against what it claims to be); the registry (equations.h) states the first layer where it fails
// and by how much. The right form stands beside it and has to hold on the same examples, so that the two
// cannot be exchanged.
#include <gmock/gmock.h>

#include "ltlab/attention/feature_map.h"
#include "ltlab/attention/linear.h"
#include "ltlab/regression/iterative.h"
#include "ltlab/transformer/constructions.h"
#include "ltlab/transformer/equations.h"
#include "ltlab/transformer/momentum_form.h"
#include "transformer/token_oracle.h"

namespace ltlab {
namespace {
using namespace testing_support;
using State = ImplicitState<double>;
using Blocks = LayerBlocks<double>;

// A noisy context and a DIAG network whose layers move tokens by about their own length.
struct Example {
  Context context;
  std::vector<Omega<double>> omegas;
  std::vector<State> exact;    // by token loops, after layer 0, 1, …
  std::vector<Blocks> blocks;  // of K^l, from the exact states
  Statistics<double> statistics;
};

Example randomExample(RandomValues& random, int d) {
  const int layers = 4;
  Example example{randomContext(random, 20, d, 1.0), {}, {}, {}, {}};
  example.statistics = example.context.statistics();
  example.omegas = randomOmegas(random, example.context, layers, 1.0);
  example.exact = statesOfTokens(networkOf(d, example.omegas), example.context);
  for (int l = 0; l < layers; ++l)
    example.blocks.push_back(blocksOf(example.omegas[l], statisticsAt(example.exact[l], example.statistics)));
  return example;
}

// The median of measure(example) over 60 examples.
template <class Measure>
double medianOverExamples(int d, Measure measure) {
  RandomValues random(200);
  std::vector<double> values;
  for (int i = 0; i < 60; ++i) values.push_back(measure(randomExample(random, d)));
  std::nth_element(values.begin(), values.begin() + 30, values.end());
  return values[30];
}

void expectStatedError(std::string_view id, double measured) {
  const Equation& equation = equationNamed(id);
  EXPECT_NEAR(measured / equation.error, 1, 0.05) << id << ": measured " << measured;
}

// The recursion from the start, layer by layer, with another rule for one layer.
using Rule = State (*)(const State&, const Blocks&);

State runRule(Rule rule, const Example& example, int layers) {
  State state = initialState<double>(int(example.context.x.cols()));
  for (int l = 0; l < layers; ++l) state = rule(state, example.blocks[l]);
  return state;
}

State rightRule(const State& s, const Blocks& k) {
  return {s.M + k.A * s.M - k.b * s.w.transpose(), s.u + k.A * s.u + s.a * k.b,
          s.a + k.d * s.a + k.c.dot(s.u), s.w + k.d * s.w - s.M.transpose() * k.c};
}

State ruleWithPlusBw(const State& s, const Blocks& k) {
  State after = rightRule(s, k);
  after.M = s.M + k.A * s.M + k.b * s.w.transpose();
  return after;
}

State ruleWithCw(const State& s, const Blocks& k) {
  State after = rightRule(s, k);
  after.a = s.a + k.d * s.a + k.c.dot(s.w);
  return after;
}

State ruleWithNextM(const State& s, const Blocks& k) {
  State after = rightRule(s, k);
  after.w = s.w + k.d * s.w - after.M.transpose() * k.c;
  return after;
}

double errorOf(Rule rule, const Example& example, int layer) {
  return stateError(runRule(rule, example, layer), example.exact[layer]);
}

TEST(WrongForms, TheRightRecursionHoldsOnTheSameExamples) {
  for (int layer = 1; layer <= 4; ++layer)
    EXPECT_LE(medianOverExamples(5, [=](const Example& e) { return errorOf(rightRule, e, layer); }), 1e-12);
}

TEST(WrongForms, PlusBwHoldsForOneLayerOnly) {
  EXPECT_LE(medianOverExamples(5, [](const Example& e) { return errorOf(ruleWithPlusBw, e, 1); }), 1e-13);
  expectStatedError("wrong-m-with-plus-bw", medianOverExamples(5, [](const Example& e) {
                      return relativeError(runRule(ruleWithPlusBw, e, 2).M, e.exact[2].M);
                    }));
}

TEST(WrongForms, CwInThePlaceOfCuHoldsForOneLayerOnly) {
  EXPECT_LE(medianOverExamples(5, [](const Example& e) { return errorOf(ruleWithCw, e, 1); }), 1e-13);
  expectStatedError("wrong-a-with-cw", medianOverExamples(5, [](const Example& e) {
                      return relativeError(runRule(ruleWithCw, e, 2).a, e.exact[2].a);
                    }));
}

TEST(WrongForms, TheNextMInWFailsAtOnceAndGrows) {
  const auto atLayer = [](int layer) {
    return medianOverExamples(5, [=](const Example& e) {
      return relativeError(runRule(ruleWithNextM, e, layer).w, e.exact[layer].w);
    });
  };
  expectStatedError("wrong-w-with-next-m", atLayer(1));
  EXPECT_GT(atLayer(4), 1.5 * atLayer(1));
}

// Written for vectors the sizes do not match (Σ x is a vector, y a number); d = 1 is the only size where it
// has a value.
Vector<double> updateWithLambda(double x, double y, const Omega<double>& omega,
                                const LayerStatistics<double>& at) {
  const double sigma = at.sigma(0, 0);
  return Vector<double>{{x + omega.xx * sigma * x + omega.xy * sigma * y * at.lambda,
                         y + omega.yx * sigma * x + omega.yy * sigma * y * at.lambda}};
}

TEST(WrongForms, UpdateWithSigmaAndLambdaInThePlaceOfAlphaFails) {
  const auto errors = [](const Example& e) {
    const auto at = statisticsAt(e.exact[0], e.statistics);
    const Vector<double> token = contextTokens(e.context.x, e.context.y).row(0).transpose();
    const Vector<double> exact =
        token + tokenUpdate(layerOf(1, e.omegas[0]), contextTokens(e.context.x, e.context.y), token);
    const auto added = contributionsTo(Vector<double>(token.head(1)), token(1), e.omegas[0], at);
    const Vector<double> right{{token(0) + added.xx(0) + added.xy(0), token(1) + added.yx + added.yy}};
    return std::pair{relativeError(updateWithLambda(token(0), token(1), e.omegas[0], at), exact),
                     relativeError(right, exact)};
  };
  EXPECT_LE(medianOverExamples(1, [&](const Example& e) { return errors(e).second; }), 1e-13);
  expectStatedError("wrong-diag-update-with-lambda",
                    medianOverExamples(1, [&](const Example& e) { return errors(e).first; }));
}

// One layer of the momentum form from its parts, so that a part can be exchanged.
struct MomentumParts {
  Vector<double> r;     // Σ (a w* − w)
  Matrix<double> lift;  // M + u w*ᵀ
  Vector<double> phiU;  // Φ u
};

struct Memory {
  Vector<double> u, w;
};

MomentumParts rightParts(const Example& e, int l) {
  const LeastSquares<double> ols = leastSquaresOf(e.statistics);
  const auto& [M, u, a, w] = e.exact[l];
  return {e.statistics.sigma() * (a * ols.w - w), M + u * ols.w.transpose(),
          a * ols.rho * e.omegas[l].yx * M.transpose() * u};
}

Memory momentumLayer(const Example& e, int l, const MomentumParts& parts) {
  const auto& [M, u, a, w] = e.exact[l];
  const auto& omega = e.omegas[l];
  const auto at = statisticsAt(e.exact[l], e.statistics);
  const double rho = leastSquaresOf(e.statistics).rho;
  return {u + omega.xy * a * a * rho * u + omega.xx * at.sigma * u + a * omega.xy * parts.lift * parts.r,
          (1 + omega.yy * at.lambda) * w - omega.yx * M.transpose() * parts.lift * parts.r - parts.phiU};
}

double memoryError(const Memory& memory, const State& exact) {
  return std::max(relativeError(memory.u, exact.u), relativeError(memory.w, exact.w));
}

TEST(WrongForms, TheRightMomentumFormHoldsOnTheSameExamples) {
  for (int l = 0; l < 3; ++l)
    EXPECT_LE(medianOverExamples(5,
                                 [=](const Example& e) {
                                   return memoryError(momentumLayer(e, l, rightParts(e, l)), e.exact[l + 1]);
                                 }),
              1e-12);
}

TEST(WrongForms, WInThePlaceOfWStarLosesTheWholeFirstGradient) {
  expectStatedError("wrong-momentum-with-w-for-w-star", medianOverExamples(5, [](const Example& e) {
                      MomentumParts parts = rightParts(e, 0);
                      parts.r = e.statistics.sigma() * (e.exact[0].a * e.exact[0].w - e.exact[0].w);
                      return memoryError(momentumLayer(e, 0, parts), e.exact[1]);
                    }));
}

// −Φ is a matrix and w⁺ a vector; d = 1 is the only size where the difference has a value.
TEST(WrongForms, PhiWithoutUFails) {
  expectStatedError("wrong-momentum-phi-without-u", medianOverExamples(1, [](const Example& e) {
                      MomentumParts parts = rightParts(e, 0);
                      parts.phiU = e.exact[0].a * leastSquaresOf(e.statistics).rho * e.omegas[0].yx *
                                   e.exact[0].M.transpose().col(0);
                      return memoryError(momentumLayer(e, 0, parts), e.exact[1]);
                    }));
}

double errorWithAInTheLift(const Example& e, int l) {
  MomentumParts parts = rightParts(e, l);
  parts.lift = e.exact[l].M + e.exact[l].a * e.exact[l].u * leastSquaresOf(e.statistics).w.transpose();
  return memoryError(momentumLayer(e, l, parts), e.exact[l + 1]);
}

TEST(WrongForms, AInTheLiftHoldsForOneLayerOnly) {
  EXPECT_LE(medianOverExamples(5, [](const Example& e) { return errorWithAInTheLift(e, 0); }), 1e-12);
  expectStatedError("wrong-momentum-with-a-in-the-lift",
                    medianOverExamples(5, [](const Example& e) { return errorWithAInTheLift(e, 1); }));
}

TEST(WrongForms, StepAdaptationSeesLabelsNotResiduals) {
  const auto errors = [](const Example& e) {
    const StepAdaptation<double> adaptation{e.omegas[0].xy, e.omegas[1].yx};
    const Vector<double> w = statesOfTokens(networkOf(5, adaptation.layers()), e.context).back().w;
    const auto stepOf = [&](double sum) {
      return Vector<double>(adaptation.step(sum) * e.statistics.alpha());
    };
    return std::pair{relativeError(stepOf(leastSquaresOf(e.statistics).rho), w),
                     relativeError(stepOf(e.statistics.lambda()), w)};
  };
  EXPECT_LE(medianOverExamples(5, [&](const Example& e) { return errors(e).second; }), 1e-12);
  expectStatedError("wrong-step-adaptation-with-residuals",
                    medianOverExamples(5, [&](const Example& e) { return errors(e).first; }));
}

// w⁺ = w − η ∇f(w) + γ w, k steps.
Vector<double> rescaledDescent(const Objective<double>& f, double eta, double gamma, int steps) {
  Vector<double> w = Vector<double>::Zero(f.alpha.size());
  for (int k = 0; k < steps; ++k) w = w - eta * objectiveGradient(f, w) + gamma * w;
  return w;
}

TEST(WrongForms, GammaTimesWIsRescalingNotMomentum) {
  const auto errorAtStep = [](int k) {
    return medianOverExamples(5, [=](const Example& e) {
      const Objective<double> f = objectiveOf(e.statistics);
      const auto settings = suggestedSettings(Method::HeavyBall, f, k);
      const auto ball = runMethod(Method::HeavyBall, f, settings, Vector<double>(Vector<double>::Zero(5)));
      const Vector<double> w = rescaledDescent(f, settings.rate, settings.momentum, k);
      return relativeError(w, Vector<double>(ball.w.row(k).transpose()));
    });
  };
  // From w = 0 the first difference w − w⁻ is w itself.
  EXPECT_LE(errorAtStep(2), 1e-13);
  expectStatedError("wrong-rescaling-as-momentum", errorAtStep(3));
  // It does not even stop at the minimum: its fixed point solves (H − γ/η I) w = α.
  RandomValues random(201);
  const Objective<double> f = objectiveOf(randomExample(random, 5).statistics);
  const double eta = 0.02, gamma = 0.01;
  const Vector<double> minimum = f.H.ldlt().solve(f.alpha), fixed = rescaledDescent(f, eta, gamma, 3000);
  const Matrix<double> shifted = f.H - gamma / eta * Matrix<double>::Identity(5, 5);
  EXPECT_LE(relativeError(fixed, Vector<double>(shifted.ldlt().solve(f.alpha))), 1e-9);
  EXPECT_GT(relativeError(fixed, minimum), 1e-2);
}

// How far Adam's first step, η g/|g|, is from every multiple of the one thing a layer can do from w = 0: a
// step along α.
TEST(WrongForms, NoLayerTakesAdamsFirstStep) {
  expectStatedError("wrong-layers-as-adam", medianOverExamples(5, [](const Example& e) {
                      const Objective<double> f = objectiveOf(e.statistics);
                      const auto trace = runMethod(Method::Adam, f, suggestedSettings(Method::Adam, f, 1),
                                                   Vector<double>(Vector<double>::Zero(5)));
                      const Vector<double> adam = trace.w.row(1).transpose(), layer = e.exact[1].w;
                      return relativeError(Vector<double>(adam.dot(layer) / layer.squaredNorm() * layer),
                                           adam);
                    }));
}

TEST(WrongForms, AttentionWithoutItsNormaliserIsNotAMean) {
  const auto errors = [](const Example& e) {
    const auto phi = features(makeFeatureMap<double>(FeatureKind::EluPlusOne, 5), e.context.x);
    const Matrix<double> ones = Matrix<double>::Ones(20, 1);
    return std::pair{relativeError(linearAttention(phi, phi, ones, Normaliser::None), ones),
                     relativeError(linearAttention(phi, phi, ones), ones)};
  };
  EXPECT_LE(medianOverExamples(5, [&](const Example& e) { return errors(e).second; }), 1e-13);
  expectStatedError("wrong-attention-without-normaliser",
                    medianOverExamples(5, [&](const Example& e) { return errors(e).first; }));
}

}  // namespace
}  // namespace ltlab
