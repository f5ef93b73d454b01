// What the page asks of everybody it measures.

export type Model = "full" | "diag";
export type Form = "softmax" | "linear" | "causal";

/** One column of the table. */
export type Cell = { kind: "training"; model: Model } | { kind: "attention"; form: Form; n: number };

export const sizes = { batch: 2048, d: 10, n: 20, layers: 4, head: 64 } as const;

/** Adam as in cpp/ltlab/training/adam.h, at workload T's constant rate. */
export const adam = { rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** The same arrays for everybody, as in cpp/bench/workload.h. */
export interface Inputs {
  tasks: { x: Float32Array; y: Float32Array; query: Float32Array; target: Float32Array };
  parameters: Record<Model, Float32Array>;
  attention: { q: Float32Array; k: Float32Array; v: Float32Array };
}

export type Results = Record<string, ArrayLike<number>>;

/** One peer at work on one cell; arrays are in its own memory and layout before anything is timed. */
export interface Run {
  /** Not timed: training goes back to the starting parameters. */
  begin(): void;
  /** That many steps or forward passes, finished when it resolves. */
  repeat(count: number): Promise<void>;
  /** What has to agree with the others: training gives loss and gradient of the last step, attention its output. */
  results(): Promise<Results>;
}

export interface Peer {
  /** Resolves with nothing where the peer cannot do the cell at all. */
  open(cell: Cell, inputs: Inputs): Promise<Run | undefined>;
}

/** Tokens e_i = (x_i, y_i) of every task, filled up with zeros to `width` numbers. */
export function tokensOf({ x, y }: Inputs["tasks"], width: number = sizes.d + 1): Float32Array<ArrayBuffer> {
  const tokens = new Float32Array(y.length * width);
  for (let i = 0; i < y.length; i++) {
    tokens.set(x.subarray(i * sizes.d, (i + 1) * sizes.d), i * width);
    tokens[i * width + sizes.d] = y[i]!;
  }
  return tokens;
}

/** Query tokens e_t = (x_t, 0) of every task. */
export function queryTokensOf(
  { query, target }: Inputs["tasks"],
  width: number = sizes.d + 1,
): Float32Array<ArrayBuffer> {
  const tokens = new Float32Array(target.length * width);
  for (let i = 0; i < target.length; i++) tokens.set(query.subarray(i * sizes.d, (i + 1) * sizes.d), i * width);
  return tokens;
}
