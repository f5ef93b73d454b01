// The pictures of lt-descent as values.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import { contourMarks } from "../../web/src/draw/contours.ts";
import { dataMap, dataView } from "../../web/src/draw/data-map.ts";
import { descentMap, viewOf } from "../../web/src/draw/descent-map.ts";
import { pathUntil, positionAt, runsOf, type DescentRun } from "../../web/src/draw/descent-runs.ts";
import { arrowPath, glyphPath } from "../../web/src/draw/marks.ts";
import { planeOf, viewAround } from "../../web/src/draw/plane.ts";
import { stepAxes, stepChart, stepDomain } from "../../web/src/draw/step-chart.ts";
import type { TraceReport } from "../../web/src/engine/trace-types.ts";
import type { Checkpoint } from "../../web/src/engine/types.ts";
import { Player } from "../../web/src/state/player.ts";
import { seek, stepBy } from "../../web/src/state/playhead.ts";

const size = { width: 400, height: 320 };
let report: TraceReport;
let runs: readonly DescentRun[];

beforeAll(async () => {
  const lab = await loadLab();
  const file = new URL("../../web/models/descent/diag.json", import.meta.url);
  report = lab.trace({
    task: { d: 2, n: 10, seed: 1, index: 0, sigma: 1, condition: 6 },
    network: JSON.parse(readFileSync(file, "utf8")) as Checkpoint,
    penalty: 1,
    start: [0, 0],
    steps: 8,
    methods: [{ name: "heavy-ball" }, { name: "adam" }],
  });
  runs = runsOf(report, "excess", "DIAG");
});

function content() {
  const { eigenvalues, eigenvectors, ridge } = report;
  const lowest = { x: ridge[0]!, y: ridge[1]! };
  return {
    runs,
    quadratic: { lowest, eigenvalues, eigenvectors },
    landmarks: [{ name: "ridge", label: "ridge", glyph: "diamond" as const, at: lowest }],
    start: { x: 0, y: 0 },
  };
}

const pictureAt = (time: number) => [
  descentMap({ ...content(), view: viewOf(content()), arrows: true, time }, size),
  stepChart({ runs, time, end: 8 }, size),
];

describe("a frame", () => {
  test("is the same whether it was played to, scrubbed to or stepped to", () => {
    let frame: ((now: number) => void) | undefined;
    const clock = {
      request: (next: (now: number) => void) => ((frame = next), 1),
      cancel: () => (frame = undefined),
    };
    const player = new Player(
      { time: 0, playing: true, speed: 1, loop: false },
      () => 8,
      () => undefined,
      clock,
    );
    player.set(player.playhead);
    for (let now = 0; now <= 3000; now += 50) {
      const due = frame;
      frame = undefined;
      due?.(now);
    }
    const { time } = player.playhead;
    expect(time).toBeCloseTo(3, 9);
    const scrubbed = seek(seek(player.playhead, 7.3, 8), time, 8);
    expect(pictureAt(scrubbed.time)).toEqual(pictureAt(time));
    let stepped = seek(player.playhead, 0, 8);
    for (let i = 0; i < 3; ++i) stepped = stepBy(stepped, 1, 8);
    expect(pictureAt(stepped.time)).toEqual(pictureAt(Math.round(time)));
  });

  test("of another time is another picture", () => {
    expect(pictureAt(2)).not.toEqual(pictureAt(2.5));
  });

  test("has numbers in all its paths, at every time", () => {
    for (let time = 0; time <= 8; time += 0.37)
      for (const mark of pictureAt(time).flat())
        if (mark.kind === "path") expect(mark.path, mark.name).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("shows arrows that fade with age", () => {
    const arrows = pictureAt(5)[0]!.filter(({ name }) => name === "arrow heavy-ball");
    const opacities = arrows.map((mark) => (mark.kind === "path" ? mark.opacity! : 0));
    expect(opacities.length).toBeGreaterThan(2);
    expect(opacities).toEqual([...opacities].sort((a, b) => a - b));
    expect(opacities.at(-1)).toBe(1);
  });

  test("leaves out what a run that explodes cannot show, and keeps the rest", () => {
    const wild: DescentRun = {
      ...runs[0]!,
      path: [
        { x: 0, y: 0 },
        { x: 1e300, y: -1e300 },
      ],
      loss: [1, 1e300, Infinity, NaN],
    };
    const frame = { ...content(), runs: [wild, ...runs], view: viewOf(content()), arrows: true, time: 3 };
    const paths = [
      ...descentMap(frame, size),
      ...stepChart({ runs: [wild, ...runs], time: 3, end: 8 }, size),
    ];
    for (const mark of paths) if (mark.kind === "path") expect(mark.path).not.toMatch(/NaN|Infinity|e\+/);
    expect(viewOf(frame).reach).toBe(viewOf(content()).reach);
  });
});

describe("a level line", () => {
  test("lies where the loss is the same", () => {
    const { quadratic } = content();
    const plane = planeOf(viewOf(content()), size);
    const heights = contourMarks(quadratic, plane).map((mark) => {
      const [x, y, , , , , , dx, dy] = (mark.kind === "path" ? mark.path : "")
        .match(/-?[\d.]+/g)!
        .map(Number);
      const ends = [
        [x!, y!],
        [x! + dx!, y! + dy!],
      ].map(([px, py]) => height(plane.toPlane({ x: px!, y: py! })));
      expect(ends[0]! / ends[1]!).toBeCloseTo(1, 1);
      return ends[0]!;
    });
    for (let k = 1; k < 5; ++k) expect(heights[k - 1]! / heights[k]!).toBeCloseTo(4, 0);
  });

  function height({ x, y }: { x: number; y: number }): number {
    const [a, b, , d] = report.H as unknown as [number, number, number, number];
    const [u, v] = [x - report.ridge[0]!, y - report.ridge[1]!];
    return 0.5 * (a * u * u + 2 * b * u * v + d * v * v);
  }

  test("of a valley without end, or of nothing, is still drawable", () => {
    const plane = planeOf({ centre: { x: 0, y: 0 }, reach: 1 }, size);
    const valley = { lowest: { x: 0, y: 0 }, eigenvalues: [2], eigenvectors: [1, 0] };
    expect(contourMarks(valley, plane)).toHaveLength(9);
    expect(contourMarks({ ...valley, eigenvalues: [], eigenvectors: [] }, plane)).toEqual([]);
    expect(contourMarks({ ...valley, lowest: { x: NaN, y: 0 } }, plane)).toEqual([]);
  });
});

test("a path is followed between its steps and ends at its last", () => {
  const path = [
    { x: 0, y: 0 },
    { x: 2, y: 4 },
    { x: 2, y: 0 },
  ];
  expect(positionAt(path, 0.5)).toEqual({ x: 1, y: 2 });
  expect(positionAt(path, 9)).toEqual({ x: 2, y: 0 });
  expect(positionAt([], 1)).toBeUndefined();
  expect(pathUntil(path, 1.5)).toEqual([path[0], path[1], { x: 2, y: 2 }]);
  expect(pathUntil(path, 2)).toEqual(path);
});

test("a plane turns places into pixels and back", () => {
  const plane = planeOf({ centre: { x: 1, y: -2 }, reach: 3 }, size);
  const back = plane.toPlane(plane.toScreen({ x: 0.3, y: 0.7 }));
  expect(back.x).toBeCloseTo(0.3, 12);
  expect(back.y).toBeCloseTo(0.7, 12);
  const unit = plane.toScreen({ x: 1, y: 1 }).x - plane.toScreen({ x: 0, y: 1 }).x;
  expect(plane.toScreen({ x: 0, y: 0 }).y - plane.toScreen({ x: 0, y: 1 }).y).toBeCloseTo(unit, 12);
});

test("a view does not tremble while its points move a little", () => {
  const around = (x: number) =>
    viewAround([
      { x: 0, y: 0 },
      { x, y: 1 },
    ]);
  expect(around(1.001)).toEqual(around(1));
  expect(viewAround([{ x: NaN, y: 0 }])).toEqual({ centre: { x: 0, y: 0 }, reach: 1 });
});

test("the axis of losses holds all but what explodes or is rounding", () => {
  const run = (loss: number[]): DescentRun => ({ ...runs[0]!, loss });
  const [low, high] = stepDomain([run([1, 0.1, 1e-40]), run([1, 1e9])]);
  expect(high).toBe(1000);
  expect(low).toBeCloseTo(1e-13, 20);
  expect(stepDomain([run([0, 0])])).toEqual([0.01, 10]);
  const axes = stepAxes({ runs, time: 0, end: 8 }, size);
  expect(axes.toStep(axes.x(3.5))).toBeCloseTo(3.5, 12);
  expect(axes.toStep(-50)).toBe(0);
});

test("lines of equal prediction stand at right angles to w and draw together as it grows", () => {
  const pairs = [{ x: [1, 1] as const, y: 2 }];
  const levels = (w: number) =>
    dataMap({ pairs, w: { x: w, y: 0 }, view: dataView(pairs) }, size).filter(
      ({ name }) => name === "level-name",
    );
  expect(levels(0)).toEqual([]);
  const texts = levels(1).map((mark) => (mark.kind === "text" ? Number(mark.text.replace("−", "-")) : NaN));
  expect(texts).toContain(0);
  const xs = levels(1).map((mark) => (mark.kind === "text" ? mark.at.x : NaN));
  expect(new Set(levels(1).map((mark) => (mark.kind === "text" ? mark.at.y : 0))).size).toBe(1);
  expect([...xs].sort((a, b) => a - b)).toEqual(xs);
});

test("small shapes and arrows have finite outlines, and no arrow is shorter than it can be seen", () => {
  for (const glyph of ["dot", "ring", "diamond", "square", "cross", "triangle", "plus", "star"] as const)
    expect(glyphPath(glyph, { x: 1, y: 2 }, 5)).toMatch(/^M[\d.\-aLMz ]+$/);
  expect(arrowPath({ x: 0, y: 0 }, { x: 1, y: 1 })).toBe("");
  expect(arrowPath({ x: 0, y: 0 }, { x: NaN, y: 1 })).toBe("");
});
