import * as tf from "@tensorflow/tfjs-core";
import { sizes, type Form, type Inputs, type Run } from "./peer.ts";

const d = sizes.head;
type Forward = (q: tf.Tensor2D, k: tf.Tensor2D, v: tf.Tensor2D) => tf.Tensor;

export function tensorflowAttention(form: Form, n: number, { attention }: Inputs): Run {
  const tensor = (values: Float32Array) => tf.tensor2d(values.slice(0, n * d), [n, d]);
  const [q, k, v] = [tensor(attention.q), tensor(attention.k), tensor(attention.v)];
  const forward = { softmax, linear, causal: causal(n) }[form];
  let out: tf.Tensor | undefined;
  return {
    begin: () => {},
    async repeat(count) {
      for (let i = 0; i < count; i++) {
        out?.dispose();
        out = tf.tidy(() => forward(q, k, v));
      }
      // The backend is eager: when the call returns, the numbers are there.
    },
    async results() {
      return { output: out!.dataSync() };
    },
  };
}

// Measured: plain products of matrices are fast, with a transpose flag they are several times slower; so k is turned
// beforehand.

const softmax: Forward = (q, k, v) => tf.matMul(tf.softmax(tf.matMul(tf.mul(q, 1 / Math.sqrt(d)), tf.transpose(k))), v);

const phi = (x: tf.Tensor) => tf.add(tf.elu(x), 1);

const linear: Forward = (q, k, v) => {
  const [phiQ, phiK] = [phi(q), phi(k)];
  const z = tf.reshape(tf.sum(phiK, 0), [d, 1]);
  return tf.div(tf.matMul(phiQ, tf.matMul(tf.transpose(phiK), v)), tf.matMul(phiQ, z));
};

const chunk = 32;

/** In chunks, all at once: the state before the chunk, and within it a masked product. One by one is no faster. */
function causal(n: number): Forward {
  const chunks = n / chunk;
  const mask = tf.linalg.bandPart(tf.ones([chunk, chunk]), -1, 0);
  return (q, k, v) => {
    const parts = (x: tf.Tensor) => tf.reshape(x, [chunks, chunk, d]) as tf.Tensor3D;
    const [phiQ, phiK, values] = [parts(phi(q)), parts(phi(k)), parts(v)];
    const S = tf.cumsum(tf.matMul(phiK, values, true, false), 0, true);
    const z = tf.reshape(tf.cumsum(tf.sum(phiK, 1), 0, true), [chunks, d, 1]);
    const scores = tf.mul(tf.matMul(phiQ, phiK, false, true), mask);
    const weight = tf.add(tf.sum(scores, 2, true), tf.matMul(phiQ, z));
    const sums = tf.add(tf.matMul(scores, values), tf.matMul(phiQ, S));
    return tf.reshape(tf.div(sums, weight), [n, d]);
  };
}
