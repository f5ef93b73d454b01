// The situations of lt-walkthrough and what to look at in each.
export const presetWords = {
  trained: {
    name: "A trained network",
    comment:
      "Ten noisy pairs on their way through a trained DIAG network; the fourth of its eight layers has just worked. Its dw makes the answer shorter, the more so, the more of the labels is still unexplained. After the last layer w is much nearer to ridge than to least squares, although nobody tells the network the noise. Press ▸ and follow it term by term.",
  },
  first: {
    name: "The first layer",
    comment:
      "Before the first layer w and u are 0 and M is the identity, so almost every term is 0. What is left of the last equation is w⁺ = −c = −ω_yx α: one step of gradient descent from 0.",
  },
  memory: {
    name: "Memory at work",
    comment:
      "Six equal layers made by hand, in the momentum form. Each writes the present gradient into u and moves w along the gradient and along u. The memory grows from layer to layer, and w runs past ridge, nearly to least squares.",
  },
  brake: {
    name: "Memory as a brake",
    comment:
      "The same layers with the sign of ω_xy turned: now u points the other way, and −Φu takes back a part of every step. After six layers w has not reached ridge.",
  },
  rescaling: {
    name: "Rescaling only",
    comment:
      "The first layer makes one step; the second has only ω_yy. It multiplies all labels, and with them w, by 1 + ω_yy λ. The larger λ, the more it shrinks, and noise makes λ large: that is how holding back is learnt. Nothing is remembered, so it is not momentum.",
  },
  adaptation: {
    name: "A step by the noise",
    comment:
      "The first layer has only ω_xy: it leaves w at 0 and writes ω_xy α into the memory. The second has only ω_yx and steps along the α that it sees, which by then is (1 + ω_xy λ) α. Noisy labels have a large λ, so the step is shorter where there is more noise.",
  },
  gdPlusPlus: {
    name: "GD++ has no memory",
    comment:
      "A trained GD++ network has ω_xy = ω_yy = 0. So b, d and u are 0 in every layer and a stays 1. What it has besides gradient steps is AM: it reshapes the axes.",
  },
  full: {
    name: "FULL has no ω",
    comment:
      "In a FULL network every entry of P and Q is free. The recursion holds all the same, because it needs only the blocks A, b, c and d. The momentum form does not exist here.",
  },
  onePair: {
    name: "One pair only",
    comment:
      "One pair cannot fix two weights: least squares has no single answer, and the momentum form, which is written with it, does not exist. The recursion does not need it. And w never leaves the line through x: a network sees no other direction.",
  },
  tooStrong: {
    name: "Layers too strong",
    comment:
      "These layers are too strong for these pairs: most make the axes and the labels larger, and the next sees the result twice over. Numbers grow to a million millions within six layers. Still the formulas and the raw tokens agree; press Check.",
  },
} as const;
