// The situations of lt-layer and what to look at in each.
export const layerPresetWords = {
  step: {
    name: "A gradient step",
    comment:
      "Only ω_yx is not 0: inputs look at inputs and change labels. Every label loses what the dashed line already explains, the query’s too, and turning the sign of its label gives the prediction. To the last digit this is one step of gradient descent.",
  },
  far: {
    name: "Too far",
    comment:
      "The same layer with a larger ω_yx. Still exactly a gradient step, but one that goes beyond the lowest point: what is left of the labels is more than there was.",
  },
  rescale: {
    name: "Rescaling",
    comment:
      "ω_yy makes every label of the context shorter as well. The query has no label to shorten, so its prediction is that of the gradient step; but the pairs that the next layer sees are others.",
  },
  remember: {
    name: "Labels into inputs",
    comment:
      "Only ω_xy: each input takes in a share of its own label, and the labels stay. The prediction is still 0. This is how a layer leaves notes for the layers after it.",
  },
  heads: {
    name: "Two heads",
    comment:
      "The first head makes the gradient step, the second shortens the labels; what they add to a token is added. One head alone could not have both without ω_xx or ω_xy: its four ω always obey ω_xx ω_yy = ω_xy ω_yx.",
  },
  reshape: {
    name: "Reshaping the inputs",
    comment:
      "Two inputs, and only ω_xx. No label changes; inputs are drawn in, most where they spread most. Later steps of descent then find a rounder valley.",
  },
  gdPlusPlus: {
    name: "GD++, trained",
    comment:
      "The first layer of a trained GD++ network: a gradient step, and at the same time it reshapes the inputs. The labels agree with the step exactly.",
  },
  diag: {
    name: "DIAG, trained",
    comment:
      "The first layer of a trained DIAG network has all four ω. Its ω_yy is positive here: the labels of the pairs keep a little more than the gradient step would leave.",
  },
  full: {
    name: "FULL, trained",
    comment:
      "Every entry of P and Q is free and trained. Nearly a diagonal came out, and its prediction is within a hundredth of a gradient step’s, but not equal: what is off the diagonal is small and not 0.",
  },
} as const;
