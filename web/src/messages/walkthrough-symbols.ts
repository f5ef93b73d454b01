// What every symbol of the walkthrough is called and says, where it stands.

export interface SymbolWords {
  /** "ω_xx": what follows the underscore is written below the line. */
  label: string;
  name: string;
  says: string;
}

/** Of both forms. */
const state = {
  M: {
    label: "M",
    name: "what became of the axes",
    says: "What the layers so far have made of every x, apart from what its label added. It starts as the identity; layers that stretch or shrink the plane change it. In the picture of tokens: the frame that once was a unit square.",
  },
  u: {
    label: "u",
    name: "the memory",
    says: "How much of its label every token has mixed into its x. Nobody reads it out; later layers do. It starts at 0.",
  },
  a: {
    label: "a",
    name: "share of the labels kept",
    says: "Every label has been multiplied by this number so far. Below 1 the network trusts its labels less, which is how it holds back when they are noisy.",
  },
  w: {
    label: "w",
    name: "the weights, the answer so far",
    says: "What the network would predict with if it stopped here: ⟨w, query⟩. It starts at 0, and a good network brings it near the ridge point.",
  },
} as const;

const seen = {
  Sigma: {
    label: "Σˡ",
    name: "spread of the inputs",
    says: "The sum of x xᵀ over the context as it is at this layer: how far, and in which directions, the inputs are spread.",
  },
  alpha: {
    label: "αˡ",
    name: "inputs weighted by what is left of their labels",
    says: "The sum of y x over the context as it is at this layer. Labels shrink by what w already explains, so this is the downhill direction that the layer sees.",
  },
  lambda: {
    label: "λˡ",
    name: "squared labels",
    says: "The sum of y² at this layer: how much of the labels is still unexplained. Noise keeps it large.",
  },
  "omega-xx": {
    label: "ω_xx",
    name: "how strongly inputs change inputs",
    says: "A number of this layer. It reshapes the plane of the inputs, as preconditioning does.",
  },
  "omega-xy": {
    label: "ω_xy",
    name: "how strongly labels change inputs",
    says: "A number of this layer. It is the only one that writes into the memory u.",
  },
  "omega-yx": {
    label: "ω_yx",
    name: "how strongly inputs change labels",
    says: "A number of this layer: minus the length of a gradient step.",
  },
  "omega-yy": {
    label: "ω_yy",
    name: "how strongly labels change labels",
    says: "A number of this layer. It rescales all labels by 1 + ω_yy λ: below zero it shrinks them the more, the noisier they are.",
  },
} as const;

const recursion = {
  A: {
    label: "A",
    name: "block for inputs from inputs",
    says: "ω_xx times Σ: what the layer does to every x because of the other inputs.",
  },
  b: {
    label: "b",
    name: "block for inputs from labels",
    says: "ω_xy times α: the direction in which a label pushes the x of its own token.",
  },
  c: {
    label: "c",
    name: "block for labels from inputs",
    says: "ω_yx times α: what is added to a label for each unit of x. This is the gradient step.",
  },
  d: {
    label: "d",
    name: "block for labels from labels",
    says: "ω_yy times λ: what is added to each label for each unit of itself.",
  },
  AM: {
    label: "AM",
    name: "reshaping of the axes",
    says: "The layer’s block A, applied to what earlier layers made of the axes.",
  },
  bw: {
    label: "bwᵀ",
    name: "what labels have become of inputs",
    says: "A label contains −⟨w, x⟩ by now, so what labels push into the inputs is partly inputs again. It is subtracted.",
  },
  Au: {
    label: "Au",
    name: "change of the memory by reshaping",
    says: "The memory lies in the plane of the inputs, so it is stretched and turned with it.",
  },
  ab: {
    label: "ab",
    name: "new memory",
    says: "What is left of the labels, a, times the push b: the layer writes down the direction in which the answer is still wrong.",
  },
  da: {
    label: "da",
    name: "rescaling of the labels",
    says: "The labels times d. Where it is negative, the layer holds back.",
  },
  cu: {
    label: "cᵀu",
    name: "the memory read into the labels",
    says: "The gradient step also meets the memory in the inputs; what it reads there changes the share of the labels.",
  },
  dw: {
    label: "dw",
    name: "rescaling of the weights",
    says: "The same rescaling as that of the labels, applied to the answer. It makes the answer longer or shorter and does not turn it.",
  },
  Mc: {
    label: "Mᵀc",
    name: "the step",
    says: "The gradient step c, seen through the axes as earlier layers have left them. It is subtracted: minus this is the step downhill.",
  },
  "M-next": {
    label: "M⁺",
    name: "the axes after this layer",
    says: "M plus the reshaping AM minus what labels have become of inputs.",
  },
  "u-next": {
    label: "u⁺",
    name: "the memory after this layer",
    says: "u, reshaped with the plane, plus the new memory ab.",
  },
  "a-next": {
    label: "a⁺",
    name: "share of the labels after this layer",
    says: "a plus its rescaling plus what was read from the memory.",
  },
  "w-next": {
    label: "w⁺",
    name: "the weights after this layer",
    says: "w, rescaled, minus Mᵀc: one step. This is what would be read out after this layer.",
  },
} as const;

const momentum = {
  "w-star": {
    label: "w*",
    name: "least squares",
    says: "The weights that fit the context best if it is trusted completely. The same for every layer.",
  },
  rho: {
    label: "ρ",
    name: "what least squares leaves unexplained",
    says: "The sum of its squared residuals. Noise makes it large; without noise it is 0.",
  },
  r: {
    label: "r",
    name: "downhill",
    says: "Σ(a w* − w): minus half the gradient of the squared error of labels of which only the share a is kept.",
  },
  Lambda: {
    label: "Λ",
    name: "how fast the memory fades",
    says: "The β of textbooks, as a matrix: −ω_xy a² ρ I − ω_xx Σˡ. Along directions in which it is negative the memory grows instead.",
  },
  Gamma: {
    label: "Γ",
    name: "how much of downhill is remembered",
    says: "a ω_xy (M + u w*ᵀ): a matrix, because downhill is seen through the reshaped axes.",
  },
  s: {
    label: "s",
    name: "rescaling",
    says: "ω_yy λ. It stretches or shrinks the whole answer and remembers nothing: this is not momentum.",
  },
  Pi: {
    label: "Π",
    name: "the direct step",
    says: "ω_yx Mᵀ(M + u w*ᵀ): how far the answer moves along the present gradient, apart from any memory.",
  },
  Phi: {
    label: "Φ",
    name: "the step along the memory",
    says: "a ρ ω_yx Mᵀ: the η of textbooks, as a matrix. Without noise ρ is 0 and this step is 0, too; the memory still acts through Π.",
  },
  "kept-memory": {
    label: "(I − Λ)u",
    name: "what is kept of the memory",
    says: "The memory after fading. The picture shows what fading takes away as an arrow.",
  },
  "new-memory": {
    label: "Γr",
    name: "what is remembered anew",
    says: "The present gradient, as this layer writes it into the memory.",
  },
  rescaled: {
    label: "(1 + s)w",
    name: "the answer, rescaled",
    says: "The answer before any step, longer or shorter by the factor 1 + s.",
  },
  direct: {
    label: "−Πr",
    name: "step along the present gradient",
    says: "What plain gradient descent has too, with a matrix in place of a step size.",
  },
  "u-momentum": {
    label: "u⁺",
    name: "the memory after this layer",
    says: "What is kept of the memory plus what is remembered anew: the same vector as in the recursion.",
  },
  "w-momentum": {
    label: "w⁺",
    name: "the weights after this layer",
    says: "The answer, rescaled, plus a step along the present gradient, plus a step along the memory: the same vector as in the recursion.",
  },
  "from-memory": {
    label: "−Φu",
    name: "step along the memory",
    says: "The part that resembles momentum: the answer moves along gradients of earlier layers.",
  },
} as const;

export const symbolWords = { ...state, ...seen, ...recursion, ...momentum };

export type SymbolId = keyof typeof symbolWords;
