#pragma once
// One linear-attention layer on the tokens of one task, every number kept, beside one step of gradient descent on the
// same pairs. Vladymyrov et al. 2024 (arXiv 2402.14180), §2; the step: von Oswald et al. 2023 (arXiv 2212.07677).
#include "ltlab/attention/recorded.h"
#include "ltlab/regression/task.h"
#include "ltlab/transformer/parameters.h"

namespace ltlab {

// From w = 0 on f(w) = ½ Σ_i (y_i − ⟨w, x_i⟩)².
struct GradientStep {
  double rate;               // η = −ω_yx of the layer
  Vector<double> gradient;   // ∇f(0) = −Σ_i y_i x_i
  Vector<double> w;          // −η ∇f(0)
  double lossBefore;         // f(0)
  double lossAfter;          // f(w)
  double prediction;         // ⟨w, x_t⟩
  Vector<double> residuals;  // (n)  y_i − ⟨w, x_i⟩
};

// A layer says the same as the step where the three differences are 0: with ω_yx alone, exactly.
struct OneLayer {
  Matrix<double> tokens;  // (n + 1, d + 1)  (x_i, y_i), and last the query (x_t, 0)
  Layer<double> layer;
  Omega<double> omega;  // omegaOf(layer)
  LayerRecord<double> record;
  double prediction;  // −y_t after the layer
  double lossAfter;   // ½ Σ_i (y_i after the layer)²
  GradientStep gradientStep;
  double predictionDifference;  // |prediction − gradientStep.prediction|
  double labelDifference;       // max_i |y_i after the layer − residual_i|
  double inputMovement;         // max over all tokens and coordinates of |Δx|
};

// task: x (n, d), y (n), query (d).   layer: heads (d + 1, d + 1), any number.   O(heads n² d).
// Refuses an empty context, a query of another size, and heads that are not (d + 1, d + 1).
OneLayer runOneLayer(const Task<double>& task, const Layer<double>& layer);

}  // namespace ltlab
