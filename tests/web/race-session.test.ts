// The measuring of lt-race: order, patience, hidden tabs and cancelling, with a module that takes no time.
import { expect, test } from "vitest";
import { EngineLost, LabClient } from "../../web/src/engine/client.ts";
import type { ContestRequest, KernelTimes, RaceReport, RaceRequest } from "../../web/src/engine/race-types.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";
import { raceLengths, raceParameters } from "../../web/src/state/race-parameters.ts";
import { RaceSession } from "../../web/src/state/race-session.ts";

const defaults = fallbacks(raceParameters);

/** 1 ns per operation; softmax does n², the others n · 100. */
class FakeClient extends LabClient {
  readonly asked: ContestRequest[] = [];
  hold: (() => Promise<void>) | undefined;

  constructor() {
    super(() => {
      throw new Error("no worker");
    });
  }
  override call(operation: string, input: unknown, options: { signal?: AbortSignal } = {}): Promise<never> {
    return this.answer(operation, input, options.signal) as Promise<never>;
  }
  override close(): void {}

  private async answer(operation: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
    if (operation === "laneLimit") return { flops: 1e10, lanes: "128-bit" };
    if (operation === "race") return reportFor(input as RaceRequest);
    const request = input as ContestRequest;
    this.asked.push(request);
    await this.hold?.();
    if (signal?.aborted) throw new DOMException("cancelled", "AbortError");
    const seconds = (kernel: string) => (kernel === "softmax" ? request.n ** 2 : request.n * 100) * 1e-9;
    return request.kernels.map((kernel): KernelTimes => ({ kernel, seconds: [seconds(kernel)], batch: 1 }));
  }
}

function reportFor({ lengths }: RaceRequest): RaceReport {
  const flops = (kernel: string) => lengths.map((n) => (kernel === "softmax" ? n * n : n * 100));
  const lanes = (["softmax", "window", "linear"] as const).map((kernel) => ({ kernel, flops: flops(kernel) }));
  return { n: lengths, lanes } as unknown as RaceReport;
}

function started(patience = 1): { client: FakeClient; session: RaceSession } {
  const client = new FakeClient();
  const session = new RaceSession(client, () => undefined);
  session.update({ ...defaults, patience });
  return { client, session };
}

test("lengths are measured in order, and softmax stops when the next pass would take too long", async () => {
  const { client, session } = started(0.1);
  await session.measure();
  expect(session.state.measuring).toBe("done");
  expect(client.asked.map(({ n }) => n)).toEqual(raceLengths);
  // 8192² ns = 0.067 s is within 0.1 s, 16,384² ns = 0.27 s is not; the others take 6.6 ms at most.
  expect(session.state.measures.softmax.at(-1)!.n).toBe(8192);
  expect(session.state.measures.linear.at(-1)!.n).toBe(65_536);
});

test("while nobody looks nothing is measured, and what was in flight is measured again", async () => {
  const { client, session } = started();
  let measured = 0;
  client.hold = async () => {
    if (++measured === 3) session.setSeen(false);
  };
  const done = session.measure();
  await expect.poll(() => session.state.measuring).toBe("paused");
  expect(session.state.measures.linear).toHaveLength(2);
  const asked = client.asked.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(client.asked).toHaveLength(asked);
  session.setSeen(true);
  await done;
  expect(client.asked.filter(({ n }) => n === raceLengths[2])).toHaveLength(2);
  expect(session.state.measures.linear.map(({ n }) => n)).toEqual(raceLengths);
});

test("cancelling keeps what is there, and measuring again begins anew", async () => {
  const { client, session } = started();
  client.hold = async () => {
    if (client.asked.length === 4) session.cancel();
  };
  await session.measure();
  expect(session.state.measuring).toBe("cancelled");
  expect(session.state.measures.linear).toHaveLength(3);
  client.hold = undefined;
  await session.measure();
  expect(session.state.measures.linear).toHaveLength(11);
});

test("other kernels than those measured make the times worthless; another look at them does not", async () => {
  const { session } = started();
  await session.measure();
  session.update({ ...defaults, show: "bytes", tokens: 5, at: 3 });
  expect(session.state.measures.linear).toHaveLength(11);
  session.update({ ...defaults, d: 64 });
  expect(session.state.measures.linear).toHaveLength(0);
  expect(session.state.measuring).toBe("idle");
});

test("the time left falls to the end", async () => {
  const client = new FakeClient();
  const left: number[] = [];
  const session = new RaceSession(client, () => left.push(session.state.secondsLeft));
  session.update(defaults);
  await session.measure();
  expect(left.at(-1)).toBeLessThan(left.find((seconds) => seconds > 0)!);
});

test("a worker that dies while it measures says so, and a retry counts again", async () => {
  const { client, session } = started();
  await session.settled();
  client.hold = () => Promise.reject(new EngineLost("The worker stopped."));
  await session.measure();
  expect(session.state).toMatchObject({ phase: "lost", measuring: "idle", problem: "The worker stopped." });
  session.update(defaults);
  await session.settled();
  expect(session.state.phase).toBe("ready");
});
