// The page's side of the protocol: typed calls, progress, cancellation, and what happens when the worker dies.
import { workerWords as words } from "../messages/worker.ts";
import type { FromWorker, Input, OperationName, Progress, Refusal, Request, Result } from "./protocol.ts";

/** The part of Worker that the client uses, so that tests can stand in for it. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

/** The worker or its module died; handles from before are gone, the next call starts a new worker. */
export class EngineLost extends Error {
  override name = "EngineLost";
}

export interface CallOptions<Name extends OperationName> {
  signal?: AbortSignal;
  onProgress?: (progress: Progress<Name>) => void;
}

interface InFlight {
  resolve(result: never): void;
  reject(error: unknown): void;
  onProgress?: ((progress: never) => void) | undefined;
}

/** A running training reports 25 times a second; this long a silence means that the worker hangs or was killed. */
const longestSilence = 15_000;

export class LabClient {
  /** Told when the worker died, also while nothing was in flight: every handle is gone. */
  onLost: ((error: EngineLost) => void) | undefined;
  private worker: WorkerLike | undefined;
  private readonly inFlight = new Map<number, InFlight>();
  private nextId = 1;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private lastHeard = 0;

  constructor(
    private readonly spawn: () => WorkerLike,
    private readonly silence = longestSilence,
  ) {}

  /** Rejects with the AbortError of `signal` once the worker has let go of the request. */
  call<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    { signal, onProgress }: CallOptions<Name> = {},
  ): Promise<Result<Name>> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const worker = (this.worker ??= this.start());
    const id = this.nextId++;
    const cancel = () => worker.postMessage({ cancel: id });
    signal?.addEventListener("abort", cancel);
    return new Promise<Result<Name>>((resolve, reject) => {
      this.inFlight.set(id, { resolve, reject, onProgress });
      worker.postMessage({ id, operation, input } satisfies Request<Name>);
      this.watch();
    }).finally(() => signal?.removeEventListener("abort", cancel));
  }

  /** Ends the worker; calls in flight are rejected. */
  close(): void {
    this.lose(words.closed);
  }

  private start(): WorkerLike {
    const worker = this.spawn();
    worker.onmessage = (event) => this.receive(event.data as FromWorker);
    worker.onmessageerror = () => this.lose(words.unreadable);
    worker.onerror = (event) => this.lose(event.message || words.notStarted);
    return worker;
  }

  private receive(message: FromWorker): void {
    if ("fatal" in message) return this.lose(message.fatal);
    const call = this.inFlight.get(message.id);
    if (!call) return;
    if (!("progress" in message)) this.inFlight.delete(message.id);
    this.watch();
    if ("progress" in message) call.onProgress?.(message.progress as never);
    else if ("result" in message) call.resolve(message.result as never);
    else if ("refusal" in message) call.reject(errorFrom(message.refusal));
    else call.reject(new DOMException("The request was cancelled.", "AbortError"));
  }

  /** One timer for many messages: setting a timer costs as much as a message. */
  private watch(): void {
    this.lastHeard = performance.now();
    this.watchdog ??= setTimeout(() => this.checkSilence(), this.silence);
  }

  private checkSilence(): void {
    this.watchdog = undefined;
    if (this.inFlight.size === 0) return;
    const left = this.lastHeard + this.silence - performance.now();
    if (left > 0) this.watchdog = setTimeout(() => this.checkSilence(), left);
    else this.lose(words.silent);
  }

  private lose(reason: string): void {
    this.worker?.terminate();
    this.worker = undefined;
    clearTimeout(this.watchdog);
    this.watchdog = undefined;
    const lost = [...this.inFlight.values()];
    this.inFlight.clear();
    const error = new EngineLost(reason);
    for (const { reject } of lost) reject(error);
    this.onLost?.(error);
  }
}

function errorFrom({ name, message }: Refusal): Error {
  const type = name === "RangeError" ? RangeError : name === "TypeError" ? TypeError : Error;
  return new type(message);
}

/**
 * For sliders: a new call aborts the one before it, so that only the newest answer arrives. The promise of an
 * overtaken call rejects with an AbortError.
 */
export function latestWins<In, Out>(
  call: (input: In, signal: AbortSignal) => Promise<Out>,
): (input: In) => Promise<Out> {
  let current: AbortController | undefined;
  return async (input) => {
    current?.abort();
    const controller = (current = new AbortController());
    const result = await call(input, controller.signal);
    controller.signal.throwIfAborted();
    return result;
  };
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
