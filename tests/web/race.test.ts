// lt-race: what the module runs is attention by its definition, what it counts is what the page shows, and what is
// measured is measured as it says.
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import { amountAt, heatOf, type RaceFrame } from "../../web/src/draw/race-frame.ts";
import { raceLanes, laneSpots } from "../../web/src/draw/race-lanes.ts";
import { crossoverPoint, racePlot, raceSpots } from "../../web/src/draw/race-plot.ts";
import { formatAmount, formatSeconds, withPrefix } from "../../web/src/draw/amounts.ts";
import { timeContest } from "../../web/src/engine/race-clock.ts";
import { raceKernels, type KernelTimes, type RaceReport } from "../../web/src/engine/race-types.ts";
import type { LabModule } from "../../web/src/engine/types.ts";
import { racePresetWords } from "../../web/src/messages/race.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";
import { raceCsv } from "../../web/src/state/race-csv.ts";
import { measureOf, noMeasures, withTimes, type Measures } from "../../web/src/state/race-measures.ts";
import { raceLengths, raceParameters, raceSettings, type RaceValues } from "../../web/src/state/race-parameters.ts";
import { racePresets } from "../../web/src/state/race-presets.ts";
import { raceFindings } from "../../web/src/state/race-sentences.ts";
import { raceRequest, type RaceState } from "../../web/src/state/race-session.ts";

const defaults = fallbacks(raceParameters);
let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

const reportOf = (values: Partial<RaceValues> = {}, measures: Measures = noMeasures): RaceReport =>
  lab.race(raceRequest({ ...defaults, ...values }, measures));
const lane = (report: RaceReport, kernel: string) => report.lanes.find((each) => each.kernel === kernel)!;

/** Times on exact powers: softmax a n², window 5 b n, linear b n. */
function madeUp(a: number, b: number): Measures {
  return raceLengths.reduce((measures, n) => {
    const seconds = { softmax: a * n * n, window: 5 * b * n, linear: b * n };
    const times = raceKernels
      .filter((kernel) => kernel !== "softmax" || n <= 8192)
      .map((kernel): KernelTimes => ({ kernel, seconds: [seconds[kernel], 0.9 * seconds[kernel], 1.2 * seconds[kernel]], batch: 1 }));
    return withTimes(measures, n, times);
  }, noMeasures);
}

describe("counts", () => {
  test("are those of the equations, by hand", () => {
    const report = reportOf({ d: 16, window: 64 });
    const at = report.n.indexOf(1024);
    expect(lane(report, "softmax").flops[at]).toBe(1024 * 1024 * (4 * 16 + 4) + 1024 * 2 * 16);
    expect(lane(report, "linear").flops[at]).toBe(1024 * (4 * 16 * 16 + 3 * 16 + 16 + 2 * 2 * 16));
    let pairs = 0;
    for (let i = 0; i < 1024; ++i) for (let j = 0; j < 1024; ++j) if (Math.abs(i - j) < 64) ++pairs;
    expect(lane(report, "window").flops[at]).toBe(pairs * (4 * 16 + 4) + 1024 * 2 * 16);
  });

  test("of causal attention are those of the pairs on and below the diagonal", () => {
    const report = reportOf({ d: 16, causal: true });
    expect(lane(report, "softmax").flops[0]).toBe(((64 * 65) / 2) * 68 + 64 * 32);
  });

  test("of memory are those of all heads and layers", () => {
    const { decoding } = reportOf({ d: 64, layers: 12, heads: 12, tokens: 100_000, numberSize: 2 });
    expect(decoding.cacheBytes).toBe(12 * 12 * 2 * 100_000 * 128);
    expect(decoding.stateBytes).toBe(12 * 12 * 2 * 64 * 65);
  });
});

describe("the clock", () => {
  const ran: string[] = [];
  const lazy = (seconds: Record<string, number>) => {
    let now = 0;
    const contest = {
      run: (kernel: string, times: number) => (ran.push(`${kernel} ${times}`), (now += seconds[kernel]! * 1000 * times), 0),
      delete: () => void ran.push("deleted"),
    };
    const fake = { ...lab, createContest: () => contest };
    const control = { cancelled: () => false, yieldToMessages: async () => {}, report: () => {}, now: () => now };
    return { fake, control };
  };
  const settings = raceSettings(defaults);

  test("warms up, then takes kernels in turn in batches of at least 20 ms", async () => {
    ran.length = 0;
    const { fake, control } = lazy({ softmax: 0.008, linear: 0.001 });
    const times = await timeContest(fake, { settings, n: 64, kernels: ["softmax", "linear"] }, control);
    const measured = ran.slice(ran.indexOf("linear 32") + 1, -1);
    expect(measured).toEqual(Array.from({ length: 5 }, () => ["softmax 3", "linear 20"]).flat());
    for (const [i, seconds] of [0.008, 0.001].entries())
      for (const each of times[i]!.seconds) expect(each).toBeCloseTo(seconds, 12);
    expect(ran.at(-1)).toBe("deleted");
  });

  test("runs a slow kernel once at a time, and three times", async () => {
    const { fake, control } = lazy({ softmax: 2, linear: 0.001 });
    const [softmax] = await timeContest(fake, { settings, n: 64, kernels: ["softmax", "linear"] }, control);
    expect(softmax).toMatchObject({ batch: 1, seconds: [2, 2, 2] });
  });

  test("stops at once when it is cancelled, and gives its memory back", async () => {
    ran.length = 0;
    const { fake, control } = lazy({ softmax: 1 });
    const cancelled = () => ran.length > 2;
    await timeContest(fake, { settings, n: 64, kernels: ["softmax"] }, { ...control, cancelled });
    expect(ran).toEqual(["softmax 1", "softmax 1", "softmax 1", "deleted"]);
  });

  test("does multiply-adds that cannot be left out: four times the rounds take at least twice as long", { retry: 2 }, () => {
    const seconds = (rounds: number) => {
      const tries = Array.from({ length: 5 }, () => {
        const begin = performance.now();
        expect(lab.multiplyAdd(rounds)).toBe(rounds * 24 * 4);
        return performance.now() - begin;
      });
      return Math.min(...tries);
    };
    seconds(100_000);
    expect(seconds(4_000_000)).toBeGreaterThan(2 * seconds(1_000_000));
  });
});

describe("what is measured", () => {
  test("is a median with its spread", () => {
    expect(measureOf(64, [5, 1, 3])).toEqual({ n: 64, median: 3, least: 1, most: 5 });
    expect(measureOf(64, [4, 2]).median).toBe(3);
  });

  test("gives laws, a crossing and sentences with their numbers", () => {
    const measures = madeUp(1e-9, 3e-7);
    const report = reportOf({}, measures);
    expect(lane(report, "softmax").law.exponent).toBeCloseTo(2, 9);
    expect(lane(report, "linear").law.exponent).toBeCloseTo(1, 9);
    expect(report.crossover.place).toBe("inside");
    expect(report.crossover.n).toBeCloseTo(300, 6);
    const limit = { flops: 1e12, lanes: "" };
    const said = raceFindings({ report, measures, limit } as RaceState).map(({ text }) => text).join(" ");
    expect(said).toContain("Softmax attention: N to the 2.00 ± 0.00, from 4 lengths at and above 1,024.");
    expect(said).toContain("overtakes at about N = 300.");
    // 1 ns a pair with 132 operations; 0.3 µs a token with 4 · 32² + 3 · 32 + 32 + 4 · 32.
    expect(said).toContain("softmax attention runs at 132 GFLOP/s, 13 %");
    expect(said).toContain("linear attention at 14.5, 1 %");
    expect(said).toContain("more than a factor 2 apart");
  });

  test("is a table with every length and kernel", () => {
    const measures = madeUp(1e-9, 3e-7);
    const lines = raceCsv(reportOf({}, measures), measures).trim().split("\n");
    expect(lines).toHaveLength(1 + 33);
    const [head, first, , , , , , , stopped] = lines;
    expect(head!.split(",")).toHaveLength(first!.split(",").length);
    expect(first).toMatch(/^softmax,64,544768,.*,0\.000004096,/);
    expect(stopped).toMatch(/^softmax,8192,/);
    expect(lines[9]).toMatch(/^softmax,16384,[\d.e+]+,[\d.e+]+,\d+,,,,$/);
  });
});

describe("the pictures", () => {
  const frame = (time: number, measures: Measures = noMeasures, quantity: RaceFrame["quantity"] = "flops"): RaceFrame => ({
    report: reportOf({}, measures),
    measures,
    quantity,
    time,
  });

  test("a race is over at whole numbers, and the slowest runner sets its length", () => {
    const heat = heatOf(frame(11));
    expect(heat.n).toBe(65_536);
    expect(heat.runners.map(({ progress }) => progress)).toEqual([1, 1, 1]);
    const half = heatOf(frame(10.5));
    expect(half.n).toBe(65_536);
    expect(half.runners[0]!.progress).toBeCloseTo(0.5, 12);
    expect(half.runners[2]!.progress).toBe(1);
    expect(heatOf(frame(0)).n).toBe(64);
  });

  test("bars move as fast as their kernels: half the work, twice as far", () => {
    const all = frame(4.2, madeUp(1e-9, 3e-7), "seconds");
    const { runners, whole, part } = heatOf(all);
    for (const { kernel, progress } of runners)
      expect(progress).toBeCloseTo(Math.min(1, (part * whole) / amountAt(all, kernel, 1024)!), 12);
  });

  test("what did not run stays at the start and says how long it would take", () => {
    const heat = heatOf(frame(11, madeUp(1e-9, 3e-7), "seconds"));
    expect(heat.runners[0]).toMatchObject({ amount: undefined, progress: 0 });
    // At the best speed of its last length: the operations are (4d + 4) N² + 2dN, so within 0.1 % of N².
    expect(heat.runners[0]!.expected).toBeCloseTo(0.9e-9 * 65_536 ** 2, 2);
    const texts = raceLanes(frame(11, madeUp(1e-9, 3e-7), "seconds"), { width: 600, height: 150 });
    expect(texts.some((mark) => mark.kind === "text" && /^not run: about 3\.87 s$/.test(mark.text))).toBe(true);
  });

  test.each([320, 560, 1072])("everything that is drawn is finite and inside at %i px", (width) => {
    for (const quantity of ["seconds", "flops", "bytes"] as const) {
      const shown = frame(6.3, madeUp(1e-9, 3e-7), quantity);
      const size = { width, height: 300 };
      for (const mark of [...racePlot(shown, size), ...raceLanes(shown, size)])
        expect(mark.kind === "path" ? mark.path : `${mark.at.x} ${mark.at.y}`).not.toMatch(/NaN|Infinity|undefined/);
      for (const { at } of [...raceSpots(shown, size), ...laneSpots(shown, size)]) {
        expect(at.x).toBeGreaterThanOrEqual(0);
        expect(at.x).toBeLessThanOrEqual(width);
      }
    }
  });

  test("the crossing is where both curves are equally high", () => {
    const measured = frame(11, madeUp(1e-9, 3e-7), "seconds");
    const { n, value } = crossoverPoint(measured)!;
    expect(n).toBeCloseTo(300, 6);
    expect(value).toBeCloseTo(1e-9 * 300 * 300, 9);
    expect(crossoverPoint(frame(11, noMeasures, "bytes"))).toBeUndefined();
  });
});

test("amounts have three digits and a unit", () => {
  expect([0.0000123, 0.00123, 0.0456, 3.21, 1234].map(formatSeconds)).toEqual(["12.3 µs", "1.23 ms", "45.6 ms", "3.21 s", "1,234 s"]);
  expect(withPrefix(999_900)).toEqual({ text: "1", prefix: "M" });
  expect(formatAmount(13.2e9, "flops")).toBe("13.2\u00a0Gop");
  expect(formatAmount(512, "bytes")).toBe("512\u00a0B");
});

describe("what the situations say is so", () => {
  const values = (key: keyof typeof racePresetWords) => racePresets.find(({ name }) => name === racePresetWords[key].name)!.values;
  const ratio = (report: RaceReport, kernel: string) => {
    const { flops } = lane(report, kernel);
    return flops[report.n.indexOf(16_384)]! / flops[report.n.indexOf(8192)]!;
  };
  test("One head of 32: twice the length is four times the work of softmax, twice that of the others", () => {
    expect(ratio(reportOf(), "softmax")).toBeCloseTo(4, 2);
    expect(ratio(reportOf(), "linear")).toBe(2);
    expect(ratio(reportOf(), "window")).toBeCloseTo(2, 1);
  });
  test("Wide head: a state of 16,384 numbers, a later crossing, and softmax does less in short texts", () => {
    const wide = reportOf(values("wide"));
    expect(lane(wide, "linear").stateNumbers[0]! - wide.featureSize).toBe(16_384);
    expect(wide.flopsCrossover).toBeGreaterThan(3 * reportOf().flopsCrossover);
    expect(lane(wide, "softmax").flops[0]).toBeLessThan(lane(wide, "linear").flops[0]!);
  });
  test("Causal: half the pairs of softmax, the same work of linear attention", () => {
    const causal = reportOf(values("causal"));
    expect(lane(causal, "softmax").flops[10]! / lane(reportOf(), "softmax").flops[10]!).toBeCloseTo(0.5, 3);
    expect(lane(causal, "linear").flops[10]).toBe(lane(reportOf(), "linear").flops[10]);
  });
  test("Random features: eight times the state, slope 1, a later crossing", () => {
    const features = reportOf(values("features"));
    expect(lane(features, "linear").stateNumbers[0]! / lane(reportOf(), "linear").stateNumbers[0]!).toBe(8);
    expect(ratio(features, "linear")).toBe(2);
    expect(features.flopsCrossover).toBeGreaterThan(reportOf().flopsCrossover);
  });
  test("Edge device: the cache has gigabytes, the state about a megabyte", () => {
    const { cacheBytes, stateBytes } = reportOf(values("edge")).decoding;
    expect(cacheBytes).toBeGreaterThan(3e9);
    expect(stateBytes).toBeLessThan(1.3e6);
  });
});
