// cpp/bench/bench_module.cpp; the alias is resolved by web/bench/vite.config.ts.
declare module "ltlab-bench-module" {
  interface Training {
    start(): void;
    /** The last step's mean loss, before its update. */
    steps(count: number): number;
    gradient(): Float64Array;
    sampleBatches(sampler: string, count: number): void;
    ridgeBatches(count: number): void;
  }
  interface Attention {
    run(form: string, count: number): void;
    output(): Float32Array;
  }
  export interface BenchModule {
    drawTasks(): { x: Float32Array; y: Float32Array; query: Float32Array; target: Float32Array };
    drawAttentionInputs(): { q: Float32Array; k: Float32Array; v: Float32Array };
    startingParameters(model: string): Float32Array;
    /** Floating point operations of one step's kernel. */
    flopsOfStep(model: string): number;
    /** Runs multiply-adds on 12 or 13 sums in registers; returns how many floating point operations they were. */
    multiplyAdd(sums: number, rounds: number): number;
    Training: new (model: string) => Training;
    Attention: new (n: number) => Attention;
  }
  export default function createModule(options: { locateFile: (path: string) => string }): Promise<BenchModule>;
}

declare module "*.wasm?url" {
  const url: string;
  export default url;
}
