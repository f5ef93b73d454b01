// Situations worth seeing, each with what to look at. A preset sets these values and the defaults for all others.
import type { DescentValues } from "./descent-parameters.ts";

export interface Preset {
  name: string;
  comment: string;
  values: Partial<DescentValues>;
}

export const descentPresets: readonly Preset[] = [
  {
    name: "A first look",
    comment:
      "Ten noisy points, and everybody starts at 0, 0. Gradient descent and heavy ball get the best step size for this very task; the transformer gets nothing but the points, and ends near the same place. Its arrows are the memory u. Press Play, or drag the ring.",
    values: {},
  },
  {
    name: "Round bowl",
    comment:
      "With a condition number of 1.5 every direction is alike: gradient descent walks straight down and is there in a few steps. The transformer takes its time: its layers were trained for all kinds of tasks, and without being told the noise.",
    values: { condition: 1.5, sigma: 0.5, methods: ["gradient-descent", "conjugate-gradient"], seed: 4 },
  },
  {
    name: "Ravine",
    comment:
      "A long narrow valley. Gradient descent jumps from wall to wall and creeps along the floor. Heavy ball, tuned for the long run, first jumps even wider and then overtakes; Nesterov settles sooner. The transformer has only eight layers and starts at 0, 0.",
    values: {
      condition: 60,
      sigma: 0.5,
      methods: ["gradient-descent", "heavy-ball", "nesterov"],
      steps: 40,
      seed: 10,
      start: [-1, 1],
    },
  },
  {
    name: "Noisy data",
    comment:
      "So much noise that the least-squares point is a bad guess, far from the true weights. Ridge knows how much noise there is and holds back. Nobody tells the transformer, yet it ends near ridge. Gradient descent on the plain squared error passes by and walks on to least squares: see its curve rise again.",
    values: {
      sigma: 2.5,
      condition: 5,
      methods: ["gradient-descent"],
      seed: 101,
      surface: "squares",
      measure: "adjusted",
    },
  },
  {
    name: "GD++ cliff",
    comment:
      "GD++ spends its layers on making the valley round and takes one step at the end. Until the valley is round nothing seems to be gained; then the loss falls off a cliff. Look at the curve under the map, and at the trained GD++ transformer, which takes small steps on the way.",
    values: {
      model: "gd++",
      condition: 100,
      sigma: 0.5,
      methods: ["gradient-descent", "gd-plus-plus", "newton-schulz"],
      steps: 14,
      seed: 10,
    },
  },
  {
    name: "Momentum overshoots",
    comment:
      "Too much memory: with β = 0.95 heavy ball runs through the lowest point and circles it for a long time. Its velocity arrows show why. Gradient descent forgets everything after every step and does not overshoot.",
    values: {
      condition: 8,
      sigma: 0.5,
      methods: ["gradient-descent", "heavy-ball"],
      momentum: "0.95",
      rateScale: 0.5,
      steps: 40,
      seed: 7,
    },
  },
  {
    name: "Step too long",
    comment:
      "A step 1.15 times as long as the best one is too long for the steep walls: gradient descent ends higher after every step and leaves the picture. Nothing is wrong with the direction, only with the length. Press ▸ and watch the loss rise.",
    values: { condition: 20, sigma: 0.5, methods: ["gradient-descent"], rateScale: 1.15, steps: 20, seed: 7 },
  },
  {
    name: "Is it Adam?",
    comment:
      "Overlay them and see. Adam and RMSProp divide by the size of past gradients, coordinate by coordinate, so they start along a diagonal with steps of equal length. The transformer’s path bends with the valley and slows down: it is neither of them, and the paper does not claim it.",
    values: { condition: 12, sigma: 1, methods: ["rmsprop", "adam"], steps: 20, seed: 6 },
  },
];

/** The preset whose values these are, if any; where the playhead stands and how fast it moves do not matter. */
export function presetOf(values: DescentValues, fallback: DescentValues): Preset | undefined {
  const ignored = new Set<string>(["at", "speed", "loop", "arrows", "measure"]);
  const plain = (all: DescentValues) =>
    JSON.stringify(
      Object.entries(all)
        .filter(([name]) => !ignored.has(name))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return descentPresets.find((preset) => plain({ ...fallback, ...preset.values }) === plain(values));
}
