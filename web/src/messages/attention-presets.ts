// The situations of lt-attention and what to look at in each.
export const attentionPresetWords = {
  first: {
    name: "Five words",
    comment:
      "The word “the” stands there twice and has the same numbers, so both rows are alike: attention itself does not know where a token stands. Softmax prefers one word clearly; the weights of elu + 1 are more even. Linear attention never makes its weights; they are shown to compare.",
  },
  taylor: {
    name: "Taylor",
    comment:
      "exp cut off after its square: φ holds 1, the vector, and all products of two of its entries, ten features for three numbers. The weights come much closer to softmax’s than those of elu + 1.",
  },
  few: {
    name: "Performer, 4 features",
    comment:
      "Four random features. Their average over all draws is exactly exp(q·k/√d), but a single draw of four is far from it: move the seed and see the memory and the weights change.",
  },
  many: {
    name: "Performer, 64",
    comment:
      "Sixty-four random features come closer. But this memory holds more numbers than all keys and values of five words together: it pays only where there are many more tokens.",
  },
  sharp: {
    name: "Sharp",
    comment:
      "Queries four times as long. For “the” and “cat” softmax picks one word nearly alone. The largest weights of elu + 1 hardly move: a sum of three features cannot single out a key as exp can.",
  },
  causal: {
    name: "Causal",
    comment:
      "Each token sees itself and those before it, so the first can only repeat its own value, in both. Softmax hides half of its scores. Linear attention reads the memory as it stood after each word: step through the third step to see it fill.",
  },
  identity: {
    name: "No feature map",
    comment:
      "φ(x) = x, and the sum is still divided by. Products of either sign cancel in the denominator, and weights become negative or larger than 1. That is why feature maps are positive, and why the linear transformers of the other chapters do not divide.",
  },
  long: {
    name: "8,192 tokens",
    comment:
      "Look at the brackets below. The square that the left order makes has N² numbers, the right one d². The left takes more than a hundred times as many multiply–adds for the same result.",
  },
} as const;
