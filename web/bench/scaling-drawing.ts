// Cost against a size on logarithmic axes, as an SVG file that needs nothing else: the same text for the same figure.
import { scaleLog } from "d3-scale";
import { line, symbol, symbolCircle, symbolDiamond2, symbolSquare, symbolTriangle } from "d3-shape";
import { formatCount } from "../src/draw/format.ts";
import { spreadLabels } from "../src/draw/labels.ts";
import { logTicks } from "../src/draw/loss-chart.ts";
import type { Figure, Line } from "./scaling-figures.mjs";
import type { Point } from "./scaling-series.mjs";
import { formatFit, formatSeconds } from "./units.mjs";

const width = 760;
const height = 440;
const frame = { left: 72, right: 560, top: 102, bottom: 384 };
/** From the frame to the first and last marks, so that these stand free. */
const inset = 16;
const headroom = 1.3;
const labelLeft = frame.right + 26;
const labelHeight = 38;
/** Every second line is dashed, with smaller, hollow marks: where two lines coincide, both are seen. */
const marks = [
  { type: symbolCircle, area: 72, hollow: false },
  { type: symbolDiamond2, area: 36, hollow: true },
  { type: symbolSquare, area: 72, hollow: false },
  { type: symbolTriangle, area: 26, hollow: true },
];

/** The colours of web/src/draw/theme.ts; dashes and marks repeat the distinction. */
const style = `
svg { --paper: #fbfbfa; --ink: #1a1d21; --soft: #555c65; --rule: #dfe2e6;
  --line0: #0b62b5; --line1: #a85800; --line2: #007a5a; --line3: #9b3f86; }
@media (prefers-color-scheme: dark) {
  svg { --paper: #0f1216; --ink: #e4e7ea; --soft: #a4abb5; --rule: #2b313a;
    --line0: #5fb0ff; --line1: #f0a850; --line2: #3ecb9c; --line3: #e08fcb; }
}
text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; fill: var(--ink); }
.title { font-size: 17px; font-weight: 650; }
.soft { font-size: 12px; fill: var(--soft); }
.power { font-size: 10px; }
.paper { fill: var(--paper); }
.rule { stroke: var(--rule); }
.tick { stroke: var(--soft); }
${marks.map((_, i) => `.line${i} { --colour: var(--line${i}); }`).join("\n")}
.curve { fill: none; stroke: var(--colour); stroke-width: 2; stroke-linejoin: round; }
.hollow .curve { stroke-dasharray: 7 4; }
.lead { fill: none; stroke: var(--colour); opacity: 0.6; }
.mark { fill: var(--colour); stroke: var(--paper); stroke-width: 1.5; }
.hollow .mark { fill: var(--paper); stroke: var(--colour); }
.name { font-weight: 600; fill: var(--colour); }
`;

const labelled = 'aria-labelledby="title description"';

/** A figure of at most four lines of positive times at positive sizes. */
export function scalingDrawing(figure: Figure): string {
  const { x, y } = scalesOf(figure.lines);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" ${labelled}>`,
    `<title id="title">${escaped(figure.title)}</title>`,
    `<desc id="description">${escaped(description(figure))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...heading(figure),
    ...timeAxis(y),
    ...sizeAxis(figure, x),
    ...curves(figure.lines, x, y),
    ...labels(figure, y),
    "</svg>",
  ].join("\n");
}

type Scale = ReturnType<typeof scaleLog<number>>;

function scalesOf(lines: Line[]): { x: Scale; y: Scale } {
  const points = lines.flatMap((each) => each.points);
  const [sizes, times] = [points.map((point) => point.x), points.map((point) => point.y)];
  return {
    x: scaleLog([Math.min(...sizes), Math.max(...sizes)], [frame.left + inset, frame.right - inset]),
    y: scaleLog([Math.min(...times) / headroom, Math.max(...times) * headroom], [frame.bottom, frame.top]),
  };
}

/** What the lines show, for those who do not see them. */
function description({ axis, axisTitle, quantity, setting, measured, lines }: Figure): string {
  const sentences = lines.map(({ label, points, fit }) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    return (
      `${label}: ${formatSeconds(first.y)} at ${axis} = ${formatCount(first.x)}, ${formatSeconds(last.y)} at ` +
      `${axis} = ${formatCount(last.x)}, about ${axis} to the power ${formatFit(fit)}.`
    );
  });
  return `Logarithmic axes: ${quantity} against ${axisTitle}; ${setting}; ${measured}. ${sentences.join(" ")}`;
}

function heading({ title, setting, measured, quantity }: Figure): string[] {
  return [
    text(16, 30, title, "title"),
    text(16, 51, setting, "soft"),
    text(16, 68, measured, "soft"),
    text(16, frame.top - 10, quantity),
  ];
}

function timeAxis(y: Scale): string[] {
  const [low, high] = y.domain() as [number, number];
  return [
    ...logTicks(low, high).flatMap((tick) => [
      segment("rule", frame.left, y(tick), frame.right, y(tick)),
      text(frame.left - 12, y(tick) + 4, formatSeconds(tick), "soft", "end"),
    ]),
    ...minorTicks(low, high).map((tick) => segment("tick", frame.left - 5, y(tick), frame.left, y(tick))),
    segment("tick", frame.left, frame.top, frame.left, frame.bottom),
  ];
}

/** 1, 2, …, 9 times the powers of ten, which make an axis look logarithmic. */
function minorTicks(low: number, high: number): number[] {
  const ticks = [];
  for (let exponent = Math.floor(Math.log10(low)); 10 ** exponent <= high; ++exponent)
    for (let digit = 1; digit < 10; ++digit) ticks.push(digit * 10 ** exponent);
  return ticks.filter((tick) => tick >= low && tick <= high);
}

/** Ticks are the sizes that were measured. */
function sizeAxis({ axisTitle, lines }: Figure, x: Scale): string[] {
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map((point) => point.x)))].sort((a, b) => a - b);
  return [
    segment("tick", frame.left, frame.bottom, frame.right, frame.bottom),
    ...sizes.flatMap((size) => [
      segment("tick", x(size), frame.bottom, x(size), frame.bottom + 5),
      text(x(size), frame.bottom + 20, formatCount(size), "soft", "middle"),
    ]),
    text((frame.left + frame.right) / 2, frame.bottom + 42, axisTitle, "", "middle"),
  ];
}

/** The dashed lines come last, on top of the others. */
function curves(lines: Line[], x: Scale, y: Scale): string[] {
  const order = lines.map((_, i) => i).sort((a, b) => Number(marks[a]!.hollow) - Number(marks[b]!.hollow));
  return order.flatMap((i) => curve(i, lines[i]!.points, x, y));
}

function curve(i: number, points: Point[], x: Scale, y: Scale): string[] {
  const { type, area, hollow } = marks[i]!;
  const at = points.map((point): [number, number] => [round(x(point.x)), round(y(point.y))]);
  const mark = symbol(type, area)();
  return [
    `<g class="line${i}${hollow ? " hollow" : ""}">`,
    `<path class="curve" d="${line()(at)}"/>`,
    ...at.map((place) => `<path class="mark" d="${mark}" transform="translate(${place.join(",")})"/>`),
    "</g>",
  ];
}

/** Beside the ends of the lines: name and fitted power, moved apart where the ends are close. */
function labels({ axis, lines }: Figure, y: Scale): string[] {
  const ends = lines.map(({ points }) => y(points.at(-1)!.y));
  const places = spreadLabels(ends, labelHeight, frame.top + 8, frame.bottom - 8);
  return lines.flatMap(({ label, fit }, i) => [
    `<g class="line${i}">`,
    `<path class="lead" d="M${frame.right - inset + 9},${round(ends[i]!)}L${labelLeft - 7},${round(places[i]!)}"/>`,
    text(labelLeft, places[i]! - 2, label, "name"),
    `<text class="soft" x="${labelLeft}" y="${round(places[i]! + 14)}">∝ ${axis}${power(fit)}</text>`,
    "</g>",
  ]);
}

function power(fit: Line["fit"]): string {
  return `<tspan class="power" dy="-4.5">${formatFit(fit)}</tspan>`;
}

function text(x: number, y: number, content: string, classes = "", anchor = ""): string {
  const attributes = [classes && ` class="${classes}"`, anchor && ` text-anchor="${anchor}"`].join("");
  return `<text${attributes} x="${round(x)}" y="${round(y)}">${escaped(content)}</text>`;
}

function segment(classes: string, x1: number, y1: number, x2: number, y2: number): string {
  return `<path class="${classes}" d="M${round(x1)},${round(y1)}L${round(x2)},${round(y2)}"/>`;
}

function escaped(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
