// The situations of lt-descent and what to look at in each.
export const presetWords = {
  first: {
    name: "A first look",
    comment:
      "Ten noisy points, and everybody starts at 0, 0. Gradient descent and heavy ball get the best step size for this very task; the transformer gets nothing but the points, and ends near the same place. Its arrows are the memory u. Press Play, or drag the ring.",
  },
  round: {
    name: "Round bowl",
    comment:
      "With a condition number of 1.5 every direction is alike: gradient descent walks straight down and is there in a few steps. The transformer takes its time: its layers were trained for all kinds of tasks, and without being told the noise.",
  },
  ravine: {
    name: "Ravine",
    comment:
      "A long narrow valley. Gradient descent jumps from wall to wall and creeps along the floor. Heavy ball, tuned for the long run, first jumps even wider and then overtakes; Nesterov settles sooner. The transformer has only eight layers and starts at 0, 0.",
  },
  noisy: {
    name: "Noisy data",
    comment:
      "So much noise that the least-squares point is a bad guess, far from the true weights. Ridge knows how much noise there is and holds back. Nobody tells the transformer, yet it ends near ridge. Gradient descent on the plain squared error passes by and walks on to least squares: see its curve rise again.",
  },
  cliff: {
    name: "GD++ cliff",
    comment:
      "GD++ spends its layers on making the valley round and takes one step at the end. Until the valley is round nothing seems to be gained; then the loss falls off a cliff. Look at the curve under the map, and at the trained GD++ transformer, which takes small steps on the way.",
  },
  overshoot: {
    name: "Momentum overshoots",
    comment:
      "Too much memory: with β = 0.95 heavy ball runs through the lowest point and circles it for a long time. Its velocity arrows show why. Gradient descent forgets everything after every step and does not overshoot.",
  },
  tooLong: {
    name: "Step too long",
    comment:
      "A step 1.15 times as long as the best one is too long for the steep walls: gradient descent ends higher after every step and leaves the picture. Nothing is wrong with the direction, only with the length. Press ▸ and watch the loss rise.",
  },
  adam: {
    name: "Is it Adam?",
    comment:
      "Overlay them and see. Adam and RMSProp divide by the size of past gradients, coordinate by coordinate, so they start along a diagonal with steps of equal length. The transformer’s path bends with the valley and slows down: it is neither of them, and the paper does not claim it.",
  },
} as const;
