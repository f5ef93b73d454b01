// The worker's side of the protocol. It knows no worker: tests run it in-thread over a MessageChannel.
import { workerWords as words } from "../messages/worker.ts";
import { LabClient, type WorkerLike } from "./client.ts";
import { TrainingPool } from "./pool.ts";
import type { LoadModule } from "./load.ts";
import type { ModuleTrainer } from "./types.ts";
import type {
  FromWorker,
  Input,
  OperationName,
  Progress,
  Request,
  Result,
  ToWorker,
  TrainerId,
  TrainerState,
} from "./protocol.ts";
import { timeContest, timeLanes } from "./race-clock.ts";
import { runTraining, type RunTrainer } from "./training-run.ts";

export interface MessagePortLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** More than any machine has cores for. */
const mostWorkers = 64;

interface Call<Name extends OperationName> {
  cancelled(): boolean;
  report(progress: Progress<Name>): void;
  /** Work for the time after the answer has been sent. */
  afterwards(work: () => void): void;
}

type Handler<Name extends OperationName> = (
  input: Input<Name>,
  call: Call<Name>,
) => Result<Name> | Promise<Result<Name>>;

type Handlers = { [Name in OperationName]: Handler<Name> };

/**
 * Answers requests one after the other; a cancellation reaches the running one and those still waiting.
 * `spawnHelper` starts another worker of this kind, for training with several.
 */
export function serve(
  port: MessagePortLike,
  load: LoadModule,
  spawnHelper: () => WorkerLike,
): void {
  const waiting: Request[] = [];
  const cancelled = new Set<number>();
  let running: number | undefined;
  const handlers = createHandlers(orNotLoaded(load), () => new LabClient(spawnHelper));

  const post = (message: FromWorker) => port.postMessage(message, transferable(message));

  async function answer(request: Request, afterwards: (work: () => void) => void): Promise<FromWorker> {
    const { id, operation, input } = request;
    if (cancelled.has(id)) return { id, cancelled: true };
    const handler = handlers[operation] as Handler<OperationName>;
    const call = {
      cancelled: () => cancelled.has(id),
      report: (progress: never) => post({ id, progress }),
      afterwards,
    };
    try {
      const result = await handler(input, call);
      return cancelled.has(id) ? { id, cancelled: true } : { id, result };
    } catch (error) {
      if (error instanceof NotLoaded) return { fatal: error.message };
      if (isTrap(error)) return stopped(error);
      return { id, refusal: { name: (error as Error).name, message: describe(error) } };
    }
  }

  async function drain(): Promise<void> {
    for (let request = waiting.shift(); request; request = waiting.shift()) {
      running = request.id;
      const later: (() => void)[] = [];
      post(await answer(request, (work) => later.push(work)));
      try {
        for (const work of later) work();
      } catch (error) {
        post(stopped(error));
      }
      cancelled.delete(request.id);
      await yieldToMessages();
    }
    running = undefined;
  }

  port.onmessage = (event: MessageEvent) => {
    const message = event.data as ToWorker;
    if ("cancel" in message) {
      const known = running === message.cancel || waiting.some(({ id }) => id === message.cancel);
      if (known) cancelled.add(message.cancel);
      return;
    }
    waiting.push(message);
    if (running === undefined) {
      running = message.id;
      drain().catch(() => undefined);
    }
  };
}

/** Arrays that are a whole result change hands without a copy. */
function transferable(message: FromWorker): Transferable[] {
  return "result" in message && message.result instanceof Float64Array ? [message.result.buffer as ArrayBuffer] : [];
}

// A message to oneself, because a nested timer waits at least 4 ms.
const channel = new MessageChannel();
let wake: (() => void)[] = [];
channel.port1.onmessage = () => {
  const resolvers = wake;
  wake = [];
  for (const resolve of resolvers) resolve();
};
// Node keeps a process alive for an open port; browsers have no unref.
(channel.port1 as { unref?: () => void }).unref?.();

function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    wake.push(resolve);
    (channel.port1 as { ref?: () => void }).ref?.();
    channel.port2.postMessage(null);
  });
}

const clock = { yieldToMessages, now: () => performance.now() };

/** The module of an operation could not be loaded: nothing of its kind will be answered. */
class NotLoaded extends Error {}

/** How engines say that the page's Content-Security-Policy is in the way. */
const forbidden = /\bCSP\b|Content Security Policy|unsafe-eval|disallowed by embedder/i;

/** What Emscripten puts around the engine's own words. */
const abortion = /^Aborted\((.*)\)\. Build with .*$/s;

function orNotLoaded(load: LoadModule): LoadModule {
  return (name) =>
    load(name).catch((error) => {
      const reason = describe(error).replace(abortion, "$1");
      throw new NotLoaded(forbidden.test(reason) ? words.wasmForbidden : words.moduleNotLoaded(reason));
    });
}

function createHandlers(load: LoadModule, newHelper: () => LabClient): Handlers {
  const trainers = new TrainerTable(newHelper);
  return {
    version: async () => (await load("training")).version(),
    defaultSettings: async () => (await load("training")).defaultSettings(),
    createTrainer: async (settings) => trainers.add((await load("training")).createTrainer(settings)),
    resumeTrainer: async (checkpoint) =>
      trainers.add((await load("training")).resumeTrainer(checkpoint), checkpoint.step),
    train: async ({ trainer, steps, workers = 1 }, call) => {
      const entry = trainers.get(trainer);
      entry.step = await runTraining(await trainers.runner(entry, workers), entry.step, steps, {
        cancelled: call.cancelled,
        report: call.report,
        ...clock,
      });
      return trainers.state(trainer);
    },
    shareSums: ({ trainer, parameters, step, first, count }, { afterwards }) => {
      const run = trainers.get(trainer).trainer;
      afterwards(() => run.drawAhead(step + 1, first, count));
      return run.shareSums(parameters, step, first, count);
    },
    disposeTrainer: (id) => trainers.dispose(id),
    liveTrainers: () => trainers.size,
    evaluate: async ({ checkpoint, ...options }) => (await load("training")).evaluate(checkpoint, options),
    sigmaProfile: async ({ checkpoint, ...options }) => (await load("training")).sigmaProfile(checkpoint, options),
    baselines: async ({ problem, ...options }) => (await load("training")).baselines(problem, options),
    publishedLoss: async ({ model, layers, noise }) => (await load("training")).publishedLoss(model, layers, noise),
    trace: async (request) => (await load("solvers")).trace(request),
    walkthrough: async (request) => (await load("solvers")).walkthrough(request),
    attention: async (request) => (await load("attention")).attention(request),
    layer: async (request) => (await load("layer")).layer(request),
    race: async (request) => (await load("race")).race(request),
    contest: async (request, call) => timeContest(await load("race"), request, { ...call, ...clock }),
    laneLimit: async (_, call) => timeLanes(await load("race"), { ...call, ...clock }),
    stream: async (request) => (await load("stream")).stream(request),
  };
}

interface TrainerEntry {
  trainer: ModuleTrainer;
  step: number;
  pool?: TrainingPool | undefined;
}

/** The long-lived objects of the module, by number. */
class TrainerTable {
  private readonly entries = new Map<TrainerId, TrainerEntry>();
  private nextId = 1;

  constructor(private readonly newHelper: () => LabClient) {}

  get size(): number {
    return this.entries.size;
  }

  add(trainer: ModuleTrainer, step = 0): TrainerState {
    const id = this.nextId++;
    this.entries.set(id, { trainer, step });
    return this.state(id);
  }

  get(id: TrainerId): TrainerEntry {
    const entry = this.entries.get(id);
    if (!entry) throw new RangeError(`trainer: ${id} is not a live trainer`);
    return entry;
  }

  /** The trainer, or its pool where it has shares for several workers. Helpers stay until another number is asked for. */
  async runner(entry: TrainerEntry, workers: number): Promise<RunTrainer> {
    if (!(Number.isInteger(workers) && workers >= 1 && workers <= mostWorkers))
      throw new RangeError(`workers: ${workers} is not a whole number in [1, ${mostWorkers}]`);
    const useful = Math.min(workers, entry.trainer.shareCount());
    if (entry.pool?.workers !== useful) {
      entry.pool?.close();
      entry.pool = undefined;
    }
    if (useful === 1) return entry.trainer;
    return (entry.pool ??= await TrainingPool.start(entry.trainer, entry.step, useful, this.newHelper));
  }

  state(id: TrainerId): TrainerState {
    const { trainer, step } = this.get(id);
    const checkpoint = trainer.checkpoint();
    return {
      trainer: id,
      settings: trainer.settings(),
      step,
      validation: checkpoint.adjustedLoss,
      weights: trainer.weights(),
      checkpoint,
    };
  }

  dispose(id: TrainerId): undefined {
    const { trainer, pool } = this.get(id);
    pool?.close();
    trainer.delete();
    this.entries.delete(id);
  }
}

function stopped(error: unknown): FromWorker {
  return { fatal: words.moduleStopped(describe(error)) };
}

function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || !(error instanceof Error);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
