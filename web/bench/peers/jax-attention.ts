import { blockUntilReady, jit, nn, numpy as np } from "@jax-js/jax";
import { sizes, type Form, type Inputs, type Run } from "./peer.ts";

const d = sizes.head;
type Forward = (q: np.Array, k: np.Array, v: np.Array) => np.Array;

export function jaxAttention(form: Form, n: number, { attention }: Inputs): Run {
  const array = (values: Float32Array) => np.array(values.slice(0, n * d), { shape: [n, d] });
  const [q, k, v] = [array(attention.q), array(attention.k), array(attention.v)];
  const forward = jit({ softmax, linear, causal: causal(n) }[form]);
  let out: np.Array | undefined;
  return {
    begin: () => {},
    async repeat(count) {
      for (let i = 0; i < count; i++) {
        out?.dispose();
        out = forward(q.ref, k.ref, v.ref);
        await blockUntilReady(out);
      }
    },
    async results() {
      return { output: await out!.ref.data() };
    },
  };
}

// Measured: as fast as nn.dotProductAttention, and as in blocks of queries.
const softmax: Forward = (q, k, v) => {
  const scores = np.matmul(q.mul(1 / Math.sqrt(d)), k.transpose());
  return np.matmul(nn.softmax(scores, -1), v);
};

const phi = (x: np.Array) => nn.elu(x).add(1);

const linear: Forward = (q, k, v) => {
  const [phiQ, phiK] = [phi(q), phi(k)];
  const z = phiK.ref.sum(0).reshape([d, 1]);
  const weight = np.matmul(phiQ.ref, z);
  return np.matmul(phiQ, np.matmul(phiK.transpose(), v)).div(weight);
};

const chunk = 64;

/** In chunks: the state before the chunk, and within it a masked product. */
const causal =
  (n: number): Forward =>
  (q, k, v) => {
    const chunks = n / chunk;
    const parts = (x: np.Array) => x.reshape([chunks, chunk, d]);
    const [phiQ, phiK, values] = [parts(phi(q)), parts(phi(k)), parts(v)];
    // Measured: a product with a triangular matrix is faster than cumsum.
    const before = (sums: np.Array) => np.matmul(np.tri(chunks, chunks, -1), sums);
    const S = np.matmul(phiK.ref.transpose([0, 2, 1]), values.ref).reshape([chunks, d * d]);
    const z = before(phiK.ref.sum(1)).reshape([chunks, d, 1]);
    const scores = np.matmul(phiQ.ref, phiK.transpose([0, 2, 1])).mul(np.tri(chunk));
    const weight = scores.ref.sum(2).reshape([chunks, chunk, 1]).add(np.matmul(phiQ.ref, z));
    const sums = np.matmul(scores, values).add(np.matmul(phiQ, before(S).reshape([chunks, d, d])));
    return sums.div(weight).reshape([n, d]);
  };
