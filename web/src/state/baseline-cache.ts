import { LabClient, type WorkerLike } from "../engine/client.ts";
import type { Baselines, Problem } from "../engine/types.ts";
import type { BaselineSource } from "./training-session.ts";

export const baselineSampling = { tasks: 20_000, seed: 1_000_003 };

/**
 * Baselines of a problem, computed once and in a worker of their own, so that a run that trains meanwhile can
 * still be paused at once.
 */
export function baselineCache(spawn: () => WorkerLike): BaselineSource {
  const known = new Map<string, Promise<Baselines>>();
  return ({ d, n, noise }: Problem) => {
    const key = `${d} ${n} ${noise}`;
    const answer = known.get(key) ?? compute(spawn, { d, n, noise });
    known.set(key, answer);
    answer.catch(() => known.delete(key));
    return answer;
  };
}

async function compute(spawn: () => WorkerLike, problem: Problem): Promise<Baselines> {
  const client = new LabClient(spawn);
  try {
    return await client.call("baselines", { problem, ...baselineSampling });
  } finally {
    client.close();
  }
}
