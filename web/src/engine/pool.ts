// Data-parallel training: helpers, each a worker with a module of its own, compute some of the shares of every batch
// and the leader makes the step of all shares in order, so that the result is that of one worker, bit for bit. Messages
// only: shared memory needs headers that static hosts and embedding pages do not send.
import { concatenated } from "./arrays.ts";
import type { LabClient } from "./client.ts";
import type { TrainerId } from "./protocol.ts";
import type { RunTrainer } from "./training-run.ts";
import type { ModuleTrainer, StepReport } from "./types.ts";

interface Helper {
  client: LabClient;
  trainer: TrainerId;
}

/** Shares begin … begin + count − 1 of a batch. */
interface Part {
  begin: number;
  count: number;
}

/** `shares` in contiguous parts, the leader's first: helpers begin and end a message later. */
export function divideShares(shares: number, workers: number): Part[] {
  const leaders = Math.ceil(shares / workers);
  const rest = shares - leaders;
  const edge = (helper: number) => leaders + Math.ceil((rest * helper) / (workers - 1));
  const helpers = Array.from({ length: workers - 1 }, (_, helper) => ({
    begin: edge(helper),
    count: edge(helper + 1) - edge(helper),
  }));
  return [{ begin: 0, count: leaders }, ...helpers];
}

export class TrainingPool implements RunTrainer {
  private helpers: Helper[];

  private constructor(
    private readonly leader: ModuleTrainer,
    helpers: Helper[],
    private done: number,
  ) {
    this.helpers = helpers;
  }

  /**
   * For a leader that has done `done` steps; at most as many workers as a batch has shares. `newClient` starts a worker.
   */
  static async start(
    leader: ModuleTrainer,
    done: number,
    workers: number,
    newClient: () => LabClient,
  ): Promise<TrainingPool> {
    const clients = Array.from({ length: workers - 1 }, newClient);
    try {
      const settings = leader.settings();
      const states = clients.map((client) => client.call("createTrainer", settings));
      const helpers = (await Promise.all(states)).map(({ trainer }, i) => ({ client: clients[i]!, trainer }));
      return new TrainingPool(leader, helpers, done);
    } catch (error) {
      for (const client of clients) client.close();
      throw error;
    }
  }

  get workers(): number {
    return this.helpers.length + 1;
  }

  settings() {
    return this.leader.settings();
  }
  weights() {
    return this.leader.weights();
  }
  checkpoint() {
    return this.leader.checkpoint();
  }

  /** Up to `count` steps, as ModuleTrainer.step. */
  async step(count: number): Promise<StepReport> {
    const last = Math.min(this.done + count, this.settings().steps);
    const reports: StepReport[] = [];
    while (this.done < last) reports.push(await this.oneStep());
    return joined(this.done, reports);
  }

  close(): void {
    for (const { client } of this.helpers) client.close();
    this.helpers = [];
  }

  private async oneStep(): Promise<StepReport> {
    const parameters = this.leader.parameters();
    const [own, ...others] = divideShares(this.leader.shareCount(), this.workers) as [Part, ...Part[]];
    const answers = others.map((part, i) => this.ask(this.helpers[i]!, parameters, part));
    this.leader.beginStep(own.count);
    this.leader.drawAhead(this.done + 1, 0, own.count);
    for (const answer of answers) this.leader.addShares(await answer);
    const report = this.leader.endStep();
    this.done = report.step;
    return report;
  }

  /** What a helper that died was asked for is computed here, and the others go on without it. */
  private async ask(helper: Helper, parameters: Float64Array, part: Part): Promise<Float64Array> {
    const { client, trainer } = helper;
    try {
      const input = { trainer, parameters, step: this.done, first: part.begin, count: part.count };
      return await client.call("shareSums", input);
    } catch {
      this.helpers = this.helpers.filter((other) => other !== helper);
      client.close();
      return this.leader.shareSums(parameters, this.done, part.begin, part.count);
    }
  }
}

function joined(step: number, reports: StepReport[]): StepReport {
  const sum = (of: (report: StepReport) => number) => reports.reduce((total, report) => total + of(report), 0);
  return {
    step,
    loss: concatenated(reports.map(({ loss }) => loss)),
    gradientNorm: concatenated(reports.map(({ gradientNorm }) => gradientNorm)),
    rate: reports.at(-1)?.rate ?? 0,
    skippedSteps: sum(({ skippedSteps }) => skippedSteps),
    nonFiniteTasks: sum(({ nonFiniteTasks }) => nonFiniteTasks),
  };
}
