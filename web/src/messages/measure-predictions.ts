// Questions of the chapter about linear attention, asked before an instrument shows the answer.
export const measurePredictions = {
  doubling: {
    question:
      "A text of 4,096 tokens becomes twice as long. How many times longer does softmax attention take on your device?",
    choices: { two: "Twice as long", four: "Four times", eight: "Eight times" },
    because: (exponent: string, ratio: string) =>
      `Your device has just been measured: the time grows like N to the ${exponent}, so twice the text takes ${ratio} times as long. Every token looks at every other, and there are twice as many of both.`,
  },
  cache: {
    question:
      "A model with 24 layers and 16 heads of dimension 64 has read 10,000 tokens. How much smaller than its key–value cache is the state of linear attention?",
    choices: { ten: "About 10 times", hundreds: "About 300 times", thousands: "10,000 times" },
    because: (cache: string, state: string, ratio: string) =>
      `The cache holds ${cache}, the state ${state}: ${ratio} times less. Not 10,000, because the state is a whole matrix per head, not one row.`,
  },
  drift: {
    question:
      "A sensor drifts while it is watched. Two memories follow it: one adds up all it has ever seen, the other lets old readings fade. After 400 readings, which predicts better?",
    choices: { plain: "The one that keeps everything", decay: "The one that forgets", alike: "About the same" },
    because: (plain: string, decay: string) =>
      `Adding up everything leaves an error of ${plain}, fading one of ${decay}. What was true long ago is evidence for a sensor that no longer exists.`,
  },
} as const;
