import * as tf from "@tensorflow/tfjs-core";
import { adam, queryTokensOf, sizes, tokensOf, type Inputs, type Model, type Run } from "./peer.ts";

const size = sizes.d + 1;
const { batch, layers } = sizes;

/** A product with a matrix that all tasks share is one plain product: the backend's fast path. */
const timesShared = (a: tf.Tensor, shared: tf.Tensor) =>
  tf.reshape(tf.matMul(tf.reshape(a, [-1, size]), shared), a.shape);

export function tensorflowTraining(model: Model, inputs: Inputs): Run {
  const tokens = tf.tensor3d(tokensOf(inputs.tasks), [batch, sizes.n, size]);
  const query = tf.tensor3d(queryTokensOf(inputs.tasks), [batch, size, 1]);
  const target = tf.tensor1d(inputs.tasks.target);
  const start = tf.tensor1d(inputs.parameters[model]);
  const parameters = tf.variable(start);
  const layersOf = model === "full" ? fullLayers : diagLayers;
  const lossOf = () => loss(layersOf(parameters), tokens, query, target);
  let optimizer: tf.AdamOptimizer;
  let last: tf.Scalar | null = null;
  let gradient: ArrayLike<number> = [];

  const step = (keepGradient: boolean) => {
    const { value, grads } = tf.variableGrads(lossOf as () => tf.Scalar, [parameters]);
    if (keepGradient) gradient = grads[parameters.name]!.dataSync();
    optimizer.applyGradients([{ name: parameters.name, tensor: grads[parameters.name]! }]);
    tf.dispose(grads);
    last?.dispose();
    last = value;
  };
  return {
    begin() {
      parameters.assign(start);
      optimizer = tf.train.adam(adam.rate, adam.beta1, adam.beta2, adam.epsilon);
    },
    async repeat(count) {
      for (let i = 0; i < count; i++) step(i === count - 1 && gradient.length === 0);
    },
    async results() {
      return { loss: last!.dataSync(), gradient };
    },
  };
}

/** One layer: G ↦ I + P G Q, and its last row times p. */
interface Layer {
  transform(gram: tf.Tensor): tf.Tensor;
  lastRowTimes(gram: tf.Tensor, p: tf.Tensor): tf.Tensor;
}

function fullLayers(parameters: tf.Tensor): Layer[] {
  const matrices = tf.unstack(tf.reshape(parameters, [2 * layers, size, size]));
  const identity = tf.eye(size);
  return Array.from({ length: layers }, (_, l): Layer => {
    const [P, Q] = [matrices[2 * l]!, matrices[2 * l + 1]!];
    return {
      // G is symmetric: (G Pᵀ)ᵀ = P G, so both products are with a shared matrix.
      transform: (gram) =>
        tf.add(identity, timesShared(tf.transpose(timesShared(gram, tf.transpose(P)), [0, 2, 1]), Q)),
      lastRowTimes(gram, p) {
        const qp = tf.reshape(timesShared(tf.reshape(p, [batch, size]), tf.transpose(Q)), [batch, size, 1]);
        const pRow = tf.reshape(tf.slice(P, [size - 1, 0], [1, size]), [size, 1]);
        return tf.reshape(tf.matMul(tf.reshape(tf.matMul(gram, qp), [batch, size]), pRow), [batch]);
      },
    };
  });
}

function diagLayers(parameters: tf.Tensor): Layer[] {
  const rows = tf.unstack(tf.reshape(parameters, [layers, 2, 2]));
  const identity = tf.eye(size);
  // (p_x, p_y) ↦ (p_x … p_x, p_y)
  const isY = Array.from({ length: size }, (_, i) => Number(i === size - 1));
  const spread = tf.tensor2d([isY.map((y) => 1 - y), isY]);
  return rows.map((row): Layer => {
    const [p, q] = tf.unstack(tf.matMul(row as tf.Tensor2D, spread)) as [tf.Tensor1D, tf.Tensor1D];
    const omega = tf.outerProduct(p, q);
    return {
      transform: (gram) => tf.add(identity, tf.mul(omega, gram)),
      lastRowTimes(gram, column) {
        const gramRow = tf.reshape(tf.slice(gram, [0, size - 1, 0], [batch, 1, size]), [batch, size]);
        const omegaRow = tf.slice(omega, [size - 1, 0], [1, size]);
        return tf.sum(tf.mul(tf.mul(gramRow, omegaRow), tf.reshape(column, [batch, size])), 1);
      },
    };
  });
}

/** Mean of ½ (y_t − ŷ)² by the Gram recursion: its cost does not grow with n. */
function loss(network: Layer[], tokens: tf.Tensor, query: tf.Tensor, target: tf.Tensor): tf.Tensor {
  let gram: tf.Tensor = tf.matMul(tokens, tokens, true, false);
  let p = query;
  for (const layer of network.slice(0, -1)) {
    const t = layer.transform(gram);
    p = tf.matMul(t, p);
    gram = tf.matMul(tf.matMul(t, gram), t, false, true);
  }
  const lastOfQuery = tf.reshape(tf.slice(p, [0, size - 1, 0], [batch, 1, 1]), [batch]);
  const minusPrediction = tf.add(lastOfQuery, network.at(-1)!.lastRowTimes(gram, p));
  return tf.mul(0.5, tf.mean(tf.square(tf.add(target, minusPrediction))));
}
