// Recurrent memories on a stream: cpp/ltlab/attention/stream.h.

export const streamRules = ["linear", "retention", "delta", "gated delta", "mesa"] as const;
export type StreamRule = (typeof streamRules)[number];

export interface StreamSettings {
  d: number;
  dv: number;
  drift: number;
  noise: number;
  /** γ */
  forgetting: number;
  beta: number;
  ridge: number;
  /** Tokens that the running error averages over. */
  span: number;
  seed: number;
}

/** The next tokens of the sensor, `skip` of them unrecorded, or given ones, row by row. */
export type StreamRequest = { settings: StreamSettings; state?: Float64Array } & (
  | { skip?: number; count: number }
  | { x: Float64Array; y: Float64Array }
);

export interface MemoryRecord {
  rule: StreamRule;
  /** (n, dv), made before the token was taken in. */
  prediction: Float64Array;
  error: Float64Array;
  running: Float64Array;
  /** (n, d · dv): the W that it predicts with after the token. */
  map: Float64Array;
  /** Per token. */
  flops: number;
  stateNumbers: number;
}

export interface StreamRecord {
  /** Tokens before. */
  first: number;
  x: Float64Array;
  y: Float64Array;
  /** (n, d · dv), the sensor's; missing for given tokens. */
  w?: Float64Array;
  memories: MemoryRecord[];
  /** What softmax attention would cost at each token. */
  cache: { flops: Float64Array; stateNumbers: Float64Array };
  /** To go on from. */
  state: Float64Array;
}

export interface StreamModule {
  stream(request: StreamRequest): StreamRecord;
}
