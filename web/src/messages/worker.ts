// Why a computation stopped.
export const workerWords = {
  closed: "The worker was closed.",
  unreadable: "The worker sent a message that could not be read.",
  notStarted: "The worker could not be started.",
  silent: "The worker does not answer any more.",
  moduleNotLoaded: (problem: string) => `The WebAssembly module could not be loaded: ${problem}`,
  noFile: (file: string, status: number) => `the server answered ${status} for ${file}.`,
  wasmForbidden:
    "This page forbids WebAssembly: the script-src of its Content-Security-Policy does not have 'wasm-unsafe-eval'.",
  moduleStopped: (problem: string) => `The WebAssembly module stopped: ${problem}`,
} as const;
