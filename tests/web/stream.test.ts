// lt-stream: the memories against their definitions, exact ridge against a solve, a ring that never grows, and what the
// situations say.
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import { formatShort } from "../../web/src/draw/amounts.ts";
import { chartSpots, streamChart, type StreamFrame } from "../../web/src/draw/stream-chart.ts";
import { mapsHeight, mapSpots, streamMaps } from "../../web/src/draw/stream-maps.ts";
import { sizeSpots, streamSize } from "../../web/src/draw/stream-size.ts";
import { LabClient } from "../../web/src/engine/client.ts";
import { streamRules, type StreamRecord } from "../../web/src/engine/stream-types.ts";
import type { LabModule } from "../../web/src/engine/types.ts";
import { streamPresetWords } from "../../web/src/messages/stream.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";
import { raceParameters } from "../../web/src/state/race-parameters.ts";
import { streamCsv } from "../../web/src/state/stream-csv.ts";
import { streamParameters, streamSettings, type StreamValues } from "../../web/src/state/stream-parameters.ts";
import { streamPresets } from "../../web/src/state/stream-presets.ts";
import { streamSentences } from "../../web/src/state/stream-sentences.ts";
import { parseRows } from "../../web/src/state/stream-rows.ts";
import { StreamSession } from "../../web/src/state/stream-session.ts";
import { capacity, firstOf, windowOf, type StreamWindow } from "../../web/src/state/stream-window.ts";
import { InThreadWorker } from "./in-thread-worker.ts";

const defaults = fallbacks(streamParameters);
let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

const settingsOf = (values: Partial<StreamValues> = {}) => streamSettings({ ...defaults, ...values });
const followed = (values: Partial<StreamValues>, count: number): StreamRecord =>
  lab.stream({ settings: settingsOf(values), count });
const memoryOf = (record: StreamRecord, rule: string) => record.memories.find((memory) => memory.rule === rule)!;

/** A x = b by Gaussian elimination with pivoting. */
function solved(A: number[][], b: number[]): number[] {
  const rows = A.map((row, i) => [...row, b[i]!]);
  rows.forEach((_, k) => {
    const pivot = rows.slice(k).reduce((best, row, i) => (Math.abs(row[k]!) > Math.abs(rows[best]![k]!) ? i + k : best), k);
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (const row of rows) {
      if (row === rows[k]) continue;
      const factor = row[k]! / rows[k]![k]!;
      row.forEach((_, j) => (row[j]! -= factor * rows[k]![j]!));
    }
  });
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}

describe("the memories are what they say", () => {
  const n = 50;
  const values = { inputs: 3, outputs: 2, forgetting: 0.9, ridge: 0.5, beta: 0.6 };

  test("exact ridge is the solution of its normal equations, solved anew", () => {
    const { x, y, memories } = followed(values, n);
    for (const last of [0, 1, n - 1])
      for (const output of [0, 1]) {
        const A = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? 0.5 * 0.9 ** (last + 1) : 0)));
        const b = [0, 0, 0];
        for (let t = 0; t <= last; ++t)
          for (let i = 0; i < 3; ++i) {
            const weight = 0.9 ** (last - t) * x[3 * t + i]!;
            b[i]! += weight * y[2 * t + output]!;
            for (let j = 0; j < 3; ++j) A[i]![j]! += weight * x[3 * t + j]!;
          }
        solved(A, b).forEach((expected, i) =>
          expect(memories[4]!.map[6 * last + 2 * i + output]).toBeCloseTo(expected, 9),
        );
      }
  });

  test("the additive and the delta rules, token by token", () => {
    const record = followed(values, n);
    const S: Record<string, number[]> = { linear: [], retention: [], delta: [], "gated delta": [] };
    for (const rule of Object.keys(S)) S[rule] = Array<number>(6).fill(0);
    for (let t = 0; t < n; ++t) {
      const length = Math.hypot(...record.x.subarray(3 * t, 3 * t + 3));
      const k = [0, 1, 2].map((i) => record.x[3 * t + i]! / length);
      const v = [0, 1].map((j) => record.y[2 * t + j]! / length);
      for (const [rule, kept, corrects] of [["linear", 1, false], ["retention", 0.9, false], ["delta", 1, true], ["gated delta", 0.9, true]] as const) {
        const old = S[rule]!.map((value) => kept * value);
        const guess = [0, 1].map((j) => k.reduce((sum, ki, i) => sum + ki * old[2 * i + j]!, 0));
        const write = v.map((vj, j) => (corrects ? 0.6 * (vj - guess[j]!) : vj));
        S[rule] = old.map((value, at) => value + k[Math.floor(at / 2)]! * write[at % 2]!);
      }
    }
    const weight = { linear: n, retention: (1 - 0.9 ** n) / 0.1 } as Record<string, number>;
    for (const [rule, map] of Object.entries(S))
      map.forEach((value, at) =>
        expect(memoryOf(record, rule).map[6 * (n - 1) + at]).toBeCloseTo(weight[rule] ? (3 * value) / weight[rule] : value, 9),
      );
  });

  test("the simulated sensor is the same for the same seed, and another for another", () => {
    expect(followed({}, 5).y).toEqual(followed({}, 5).y);
    expect(followed({ seed: 2 }, 5).y).not.toEqual(followed({}, 5).y);
  });

  test("given tokens take its place", () => {
    const settings = settingsOf({ rows: [[1, 2, 3]], outputs: 1 });
    const record = lab.stream({ settings, x: Float64Array.of(1, 2, 0, 0), y: Float64Array.of(3, 1) });
    expect(record.w).toBeUndefined();
    expect(record.cache.flops).toHaveLength(2);
    expect(() => lab.stream({ settings, x: Float64Array.of(1), y: Float64Array.of(3) })).toThrow(RangeError);
  });
});

describe("a session", () => {
  const started = () => {
    const session = new StreamSession(new LabClient(() => new InThreadWorker(async () => lab)), () => undefined);
    return session;
  };
  const windowIn = (session: StreamSession): StreamWindow => session.state.window!;

  test("replays to the token asked for, and goes on as if it had not stopped", async () => {
    const session = started();
    session.replay({ ...defaults, token: 1000 });
    await session.settled();
    expect([firstOf(windowIn(session)), windowIn(session).moments.length]).toEqual([600, capacity]);
    session.goOn(defaults, 200);
    await session.settled();
    const whole = lab.stream({ settings: settingsOf(), skip: 800, count: 400 });
    expect(firstOf(windowIn(session))).toBe(800);
    windowIn(session).moments.forEach(({ memories }, i) =>
      memories.forEach(({ running }, rule) => expect(running).toBe(whole.memories[rule]!.running[i])),
    );
    session.close();
  });

  test("what has passed stays when a slider moves; another shape begins anew", async () => {
    const session = started();
    session.replay(defaults);
    await session.settled();
    const before = windowIn(session).moments.at(-1);
    session.goOn({ ...defaults, noise: 2, drift: 0.3 }, 10);
    await session.settled();
    expect(windowIn(session).moments.at(-11)).toBe(before);
    session.goOn({ ...defaults, inputs: 3 }, 10);
    await session.settled();
    expect(firstOf(windowIn(session))).toBe(0);
    expect(windowIn(session).d).toBe(3);
    session.close();
  });

  test("a million tokens leave a ring and a state of the same size, and the last is counted as the first", { timeout: 60_000 }, async () => {
    const session = started();
    const small = { ...defaults, inputs: 2, outputs: 1 };
    session.replay(small);
    await session.settled();
    const stateSize = windowIn(session).state.length;
    // The session fetches what is shown; the rest of the million passes in the module, as at full speed in a hidden part.
    let state = windowIn(session).state;
    const counts = new Set<string>();
    for (let part = 0; part < 10; ++part) {
      const record = lab.stream({ settings: streamSettings(small), state, skip: 99_900, count: 100 });
      counts.add(record.memories.map(({ flops, stateNumbers }) => `${flops} ${stateNumbers}`).join());
      state = record.state;
      session.goOn(small, 100);
      await session.settled();
    }
    expect(state[0]).toBe(1_000_000 + capacity);
    expect(state).toHaveLength(stateSize);
    expect(windowIn(session).moments).toHaveLength(capacity);
    expect(windowIn(session).state).toHaveLength(stateSize);
    expect(counts.size).toBe(1);
    session.close();
  });
});

describe("own readings", () => {
  test("are read with a heading, with commas, blanks or tabs", () => {
    expect(parseRows("wind, power\n1,2\n3\t4\n5 6")).toEqual({ value: [[1, 2], [3, 4], [5, 6]] });
    expect(parseRows("")).toEqual({ value: [] });
  });
  test.each([
    ["1,2\n1,2,3", '"1,2,3" must have 2 numbers, as the first row has'],
    ["1", '"1" must have at least one input and one output'],
    ["1,x2,3\n4,5,6", '"x2" is not a number'],
    ["1,2\n3,2000000", "2000000 is outside [-1000000, 1000000]"],
    [Array(1001).fill("1,2").join("\n"), "1001 rows are too many: at most 1000"],
    [Array(13).fill("1").join(","), "13 columns are too many: at most 12"],
  ])("%s is refused", (text, problem) => {
    expect(parseRows(text)).toEqual({ problem });
  });
  test("survive an address", () => {
    const { parse, format } = streamParameters.rows;
    const rows = [[1, -2.5], [3, 4]];
    expect(parse(format(rows))).toEqual({ value: rows });
  });
});

describe("the pictures", () => {
  const frame = (time: number, values: Partial<StreamValues> = {}): StreamFrame => {
    const { d, dv } = settingsOf(values);
    return { window: windowOf(followed(values, 60), d, dv), time, floor: 0.09 };
  };
  test.each([300, 560, 1072])("are finite, and their spots inside, at %i px", (width) => {
    for (const time of [1, 30.5, 60]) {
      const shown = frame(time);
      const size = { width, height: 300 };
      const maps = { width, height: mapsHeight(6, 4, width, 6) };
      for (const mark of [...streamChart(shown, size), ...streamSize(shown, size), ...streamMaps(shown, maps)])
        expect(mark.kind === "path" ? mark.path : `${mark.at.x} ${mark.at.y}`).not.toMatch(/NaN|Infinity|undefined/);
      for (const { at } of [...chartSpots(shown, size), ...sizeSpots(shown, size), ...mapSpots(shown, maps)]) {
        expect(at.x).toBeGreaterThanOrEqual(0);
        expect(at.x).toBeLessThanOrEqual(width);
        expect(at.y).toBeLessThanOrEqual(Math.max(size.height, maps.height));
      }
    }
  });
  test("a cell tells what its memory predicts with, and what is true", () => {
    const shown = frame(60);
    const spot = mapSpots(shown, { width: 1072, height: 200 }).find(({ title }) => title === "exact ridge: input 2, output 3")!;
    const record = followed({}, 60);
    const at = 59 * 24 + 4 + 2;
    expect(spot.facts[0]).toContain(memoryOf(record, "mesa").map[at]!.toPrecision(3).replace("-", "−"));
    expect(spot.facts[1]).toContain(record.w![at]!.toPrecision(3).replace("-", "−"));
  });
  test("what a cache costs after a day is what the library counts for that many tokens", () => {
    const { window } = frame(60);
    const said = streamSentences(window, window.moments[7]!, { ...defaults, perSecond: 1 }).at(-1)!;
    const { cache } = lab.stream({ settings: settingsOf(), skip: 86_399, count: 1 });
    expect(said).toContain(`has grown to ${formatShort(cache.stateNumbers[0]! * 4).replace("\u00a0M", " M")}B after a day`);
    expect(said).toContain(`${formatShort(cache.flops[0]!)} operations`);
  });
  test("the table has a row per token and two columns per memory", () => {
    const lines = streamCsv(frame(60).window).trim().split("\n");
    expect(lines).toHaveLength(61);
    expect(lines[0]!.split(",")).toHaveLength(1 + 6 + 4 + 2 * streamRules.length);
    expect(lines[60]!.split(",")[0]).toBe("60");
  });
});

test("lt-race and lt-stream share no name: they share an address", () => {
  const shared = Object.keys(streamParameters).filter((name) => Object.hasOwn(raceParameters, name));
  expect(shared).toEqual([]);
});

describe("what the situations say is so", () => {
  function errors(key: keyof typeof streamPresetWords, token = 400): Record<string, number> {
    const { values } = streamPresets.find(({ name }) => name === streamPresetWords[key].name)!;
    const record = followed(values, token);
    return Object.fromEntries(record.memories.map(({ rule, running }) => [rule, running.at(-1)!]));
  }
  test("Drifting sensor: plain attention is furthest off, the others keep up", () => {
    const { linear, ...others } = errors("drifting");
    for (const error of Object.values(others)) expect(error).toBeLessThan(0.5 * linear!);
  });
  test("Nothing drifts: exact ridge is at the noise, plain attention still getting better", () => {
    const { mesa, linear } = errors("still");
    expect(mesa).toBeLessThan(1.2 * 0.09);
    expect(linear).toBeLessThan(0.2 * errors("still", 100)["linear"]!);
    expect(linear).toBeGreaterThan(2 * mesa!);
  });
  test("Loud noise: the delta rule is twice as far off as exact ridge", () => {
    const { mesa, delta } = errors("noisy");
    expect(delta).toBeGreaterThan(2 * mesa!);
  });
  test("Fast drift: half replaced within a few dozen tokens, and plain attention no better than zero", () => {
    const tokens = Math.log(0.5) / Math.log(Math.sqrt(1 - 0.25 ** 2));
    expect(tokens).toBeLessThan(36);
    // Guessing zero is off by the variance of y: six inputs and the noise.
    expect(errors("fast")["linear"]).toBeGreaterThan(6.01);
  });
  test("Forgets too soon: the delta rule does better than exact ridge", () => {
    const { mesa, delta } = errors("short");
    expect(delta).toBeLessThan(0.5 * mesa!);
  });
  test("Readings from a file: 40 of them, with a change in the middle that exact ridge gets over", () => {
    const { values } = streamPresets.find(({ name }) => name === streamPresetWords.own.name)!;
    const settings = settingsOf(values);
    const rows = values.rows!;
    expect(rows).toHaveLength(40);
    const [x, y] = [rows.flatMap((row) => row.slice(0, 2)), rows.flatMap((row) => row.slice(2))];
    const { error } = memoryOf(lab.stream({ settings, x: Float64Array.from(x), y: Float64Array.from(y) }), "mesa");
    expect(error[19]).toBeLessThan(0.01);
    expect(error[20]).toBeGreaterThan(1);
    expect(error[39]).toBeLessThan(0.1);
  });
});
