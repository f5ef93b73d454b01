// Every use of an array but its last says .ref: jax-js counts references.
import { blockUntilReady, jit, numpy as np, valueAndGrad } from "@jax-js/jax";
import { adam, queryTokensOf, sizes, tokensOf, type Inputs, type Model, type Run } from "./peer.ts";

const { batch, layers } = sizes;
const size = sizes.d + 1;
/** Measured: tokens filled up to a multiple of the SIMD width are faster, although that is more arithmetic. */
const padded = 12;

type Layer = { P: np.Array; Q: np.Array } | { omega: np.Array };

export function jaxTraining(model: Model, inputs: Inputs): Run {
  const tokens = np.array(tokensOf(inputs.tasks, padded), { shape: [batch, sizes.n, padded] });
  const query = np.array(queryTokensOf(inputs.tasks, padded), { shape: [batch, padded, 1] });
  const target = np.array(inputs.tasks.target.slice(), { shape: [batch] });
  const start = np.array(model === "full" ? padMatrices(inputs.parameters.full) : inputs.parameters.diag.slice(), {
    shape: model === "full" ? [2 * layers, padded, padded] : [layers, 2, 2],
  });
  const lossAndGradient = valueAndGrad(model === "full" ? fullLoss : diagLoss);
  const step = jit(
    (
      p: np.Array,
      m: np.Array,
      v: np.Array,
      mScale: np.Array,
      vScale: np.Array,
      t: np.Array,
      q: np.Array,
      y: np.Array,
    ) => {
      const [value, gradient] = lossAndGradient(p.ref, t, q, y);
      const mNext = m.mul(adam.beta1).add(gradient.ref.mul(1 - adam.beta1));
      const vNext = v.mul(adam.beta2).add(np.square(gradient.ref).mul(1 - adam.beta2));
      const change = mNext.ref
        .mul(mScale)
        .div(np.sqrt(vNext.ref.mul(vScale)).add(adam.epsilon))
        .mul(adam.rate);
      return [value, gradient, p.sub(change), mNext, vNext] as [np.Array, np.Array, np.Array, np.Array, np.Array];
    },
  );
  let state: { p: np.Array; m: np.Array; v: np.Array } | undefined;
  let updates = 0;
  let value: np.Array | undefined, gradient: np.Array | undefined;
  return {
    begin() {
      state = { p: start.ref, m: np.zerosLike(start.ref), v: np.zerosLike(start.ref) };
      updates = 0;
    },
    async repeat(count) {
      for (let i = 0; i < count; i++) {
        updates++;
        const scale = (beta: number) => np.array(new Float32Array([1 / (1 - beta ** updates)]), { shape: [] });
        value?.dispose();
        gradient?.dispose();
        const { p, m, v } = state!;
        const next = step(p, m, v, scale(adam.beta1), scale(adam.beta2), tokens.ref, query.ref, target.ref);
        [value, gradient] = [next[0], next[1]];
        state = { p: next[2], m: next[3], v: next[4] };
        await blockUntilReady([value, state]);
      }
    },
    async results() {
      const numbers = await gradient!.ref.data();
      return { loss: await value!.ref.data(), gradient: model === "full" ? unpadMatrices(numbers) : numbers };
    },
  };
}

function padMatrices(values: Float32Array): Float32Array<ArrayBuffer> {
  const out = new Float32Array(2 * layers * padded * padded);
  for (let r = 0; r < 2 * layers * size; r++) {
    const matrix = Math.floor(r / size);
    out.set(values.subarray(r * size, (r + 1) * size), matrix * padded * padded + (r % size) * padded);
  }
  return out;
}

function unpadMatrices(values: ArrayLike<number>): number[] {
  return Array.from({ length: 2 * layers * size * size }, (_, i) => {
    const row = Math.floor(i / size),
      matrix = Math.floor(row / size);
    return values[matrix * padded * padded + (row % size) * padded + (i % size)]!;
  });
}

function fullLoss(parameters: np.Array, tokens: np.Array, query: np.Array, target: np.Array): np.Array {
  const matrices = [...Array(2 * layers).keys()].map((i) => parameters.ref.slice(i));
  parameters.dispose();
  const network = [...Array(layers).keys()].map((l): Layer => ({ P: matrices[2 * l]!, Q: matrices[2 * l + 1]! }));
  return loss(network, tokens, query, target);
}

/** (p_x, p_y) ↦ (p_x … p_x, p_y, 0) */
const spread = () => {
  const values = new Float32Array(2 * padded).fill(1, 0, size - 1);
  values[padded + size - 1] = 1;
  return np.array(values, { shape: [2, padded] });
};

function diagLoss(parameters: np.Array, tokens: np.Array, query: np.Array, target: np.Array): np.Array {
  const vectors = np.matmul(parameters, spread());
  const network = [...Array(layers).keys()].map((l): Layer => {
    const p = vectors.ref.slice(l, 0).reshape([padded, 1]),
      q = vectors.ref.slice(l, 1).reshape([1, padded]);
    return { omega: p.mul(q) };
  });
  vectors.dispose();
  return loss(network, tokens, query, target);
}

const transposed = (x: np.Array) => x.transpose([0, 2, 1]);

function transform(layer: Layer, gram: np.Array): np.Array {
  if ("omega" in layer) return layer.omega.mul(gram).add(np.eye(padded));
  const gq = np.matmul(gram.reshape([batch * padded, padded]), layer.Q).reshape([batch, padded, padded]);
  return np.einsum("ij,bjk->bik", layer.P, gq).add(np.eye(padded));
}

/** Mean of ½ (y_t − ŷ)² by the Gram recursion. */
function loss(network: Layer[], tokens: np.Array, query: np.Array, target: np.Array): np.Array {
  let gram = np.matmul(transposed(tokens.ref), tokens);
  let p = query;
  for (const layer of network.slice(0, -1)) {
    const t = transform(layer, gram.ref);
    p = np.matmul(t.ref, p);
    gram = np.matmul(np.matmul(t.ref, gram), transposed(t));
  }
  const column = p.reshape([batch, padded]);
  const minusPrediction = column.ref.slice([], size - 1).add(lastRowTimes(network.at(-1)!, gram, column));
  return np.mean(np.square(target.add(minusPrediction))).mul(0.5);
}

function lastRowTimes(layer: Layer, gram: np.Array, column: np.Array): np.Array {
  if ("omega" in layer) {
    const row = layer.omega.slice([size - 1, size], []).mul(gram.slice([], size - 1));
    return row.mul(column).sum(1);
  }
  const qp = np.matmul(column, layer.Q.transpose()).reshape([batch, padded, 1]);
  const gramQp = np.matmul(gram, qp).reshape([batch, padded]);
  return gramQp.mul(layer.P.slice([size - 1, size], [])).sum(1);
}
