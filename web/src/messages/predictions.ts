// What is asked before it is shown, and what is said when it has been.
export const predictionWords = {
  legend: "Before you look",
  predict: "Show me",
  again: "Try another answer",
  right: "That is how it is.",
  wrong: "It is not so.",
  lost: "The answer could not be computed. Press Retry in the instrument above.",
  watch: "The instrument above shows it.",
};

export const predictions = {
  ravine: {
    question:
      "A long narrow valley, 40 steps. Gradient descent looks only at the slope where it stands; heavy ball also keeps most of its last step. Who comes lower?",
    choices: { gradient: "Gradient descent", ball: "Heavy ball", alike: "About the same" },
    because: (gradient: string, ball: string) =>
      `Gradient descent has come down to an excess loss of ${gradient}, heavy ball to ${ball}. What it remembers cancels the jumps from wall to wall and adds up along the floor.`,
  },
  overshoot: {
    question:
      "Now heavy ball keeps 95 % of its last step, in a valley that is not so narrow. After 40 steps, who is lower?",
    choices: { gradient: "Gradient descent", ball: "Heavy ball", alike: "About the same" },
    because: (gradient: string, ball: string) =>
      `Gradient descent has ${gradient}, heavy ball ${ball}. Too much memory is a ball that rolls through the lowest point and back.`,
  },
  noise: {
    question:
      "Very noisy points. Ridge regression is told how noisy they are; least squares trusts them; the transformer is told nothing. Where will it end?",
    choices: { ridge: "Nearer to ridge", squares: "Nearer to least squares" },
    because: (ridge: string, squares: string) =>
      `It ends at a distance of ${ridge} from ridge and of ${squares} from least squares. It has learnt to see the noise in the points.`,
  },
  memory: {
    question:
      "GD++ is a transformer without the weights ω_xy and ω_yy. Its layers still take gradient steps. What becomes of its memory u?",
    choices: { grows: "It grows with every layer", fades: "It fades towards the end", zero: "It is zero throughout" },
    because: (largest: string) =>
      `The longest u after any layer has the length ${largest}. Only ω_xy writes into the memory: without it every step is made of the present gradient alone.`,
  },
  brake: {
    question:
      "Layer 6 of the trained network moves the answer twice: straight downhill by −Πr, and by −Φu out of its memory. The momentum of textbooks goes on in the direction of earlier steps. What does the memory do here?",
    choices: {
      along: "It pushes along the direct step",
      against: "It pushes against the direct step",
      nothing: "Next to nothing: less than a hundredth of that step",
    },
    ways: { along: "along the direct step", against: "against the direct step", nothing: "hardly at all" },
    because: (way: string, share: string) =>
      `It pushes ${way}, ${share} times as far. That this network holds its answer back so as not to trust noisy labels too much is something that training found.`,
  },
  exact: {
    question:
      "Four small books, M, u, a and w, say where every token is after eight layers, without ever touching a token. By how much do they miss the true tokens at worst?",
    choices: {
      percent: "By some per cent: it is an approximation",
      thousandth: "By about a thousandth",
      rounding: "By nothing but rounding",
    },
    because: (difference: string) =>
      `The largest difference of any coordinate is ${difference} of the largest coordinate.`,
  },
  bracket: {
    question:
      "8,192 tokens of size 64, with elu + 1. How many times as many multiply–adds does it take to make the scores first?",
    choices: { same: "The same: the result is the same", ten: "About ten times", hundred: "More than a hundred times" },
    because: (left: string, right: string, factor: string) =>
      `${left} against ${right}: ${factor} times as many. That is N divided by d: the bracket decides whether the long side is met once or twice.`,
  },
  sharp: {
    question:
      "Queries four times as long make softmax attend to few keys. Linear attention with elu + 1 sees the same queries. How does its largest weight compare?",
    choices: { alike: "It is as sharp", blunter: "It stays blunter", sharper: "It is sharper" },
    because: (softmax: string, linear: string) =>
      `Averaged over the queries, the largest weight of softmax is ${softmax}, that of linear attention ${linear}. A sum of a few features cannot single out one key as exp does.`,
  },
  scaled: {
    question:
      "A layer with ω_yx also gets an ω_yy: it shortens every label of the context by a good part. How does its prediction for the query change?",
    choices: { smaller: "It becomes smaller", same: "Not at all", larger: "It becomes larger" },
    because: (layer: string, step: string) =>
      `The layer predicts ${layer}, a gradient step without ω_yy ${step}. The query enters with the label 0, and 0 made shorter is 0. Only the next layer would notice.`,
  },
  trained: {
    question:
      "The first layer of a trained FULL network is free to do anything: every entry of P and Q was learnt. How far is its prediction from that of a gradient step?",
    choices: { equal: "Nowhere: it is one", near: "Within a few per cent", far: "Far: it does something else" },
    because: (layer: string, step: string, share: string) =>
      `The layer predicts ${layer}, the gradient step ${step}: a difference of ${share} of it. Nobody told the network about gradients.`,
  },
};
