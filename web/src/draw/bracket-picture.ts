// (QKᵀ)V and Q(KᵀV) as rectangles, all to one scale: what is multiplied first stands in a bracket, its product below it.
import type { BracketCosts } from "../engine/mechanism-types.ts";
import { attentionWords as words } from "../messages/attention.ts";
import { formatCount } from "./format.ts";
import type { Point, Size } from "./loss-chart.ts";
import { rounded, type Mark } from "./marks.ts";
import { boxPath } from "./matrix-block.ts";
import type { Spot } from "./spots.ts";

interface Shape {
  name: string;
  rows: number;
  columns: number;
}

interface Order {
  kind: "softmax" | "linear";
  title: string;
  multiplyAdds: number;
  /** The two factors of three that are multiplied first. */
  bracket: readonly [number, number];
  product: Shape;
}

/** How both orders are laid out in the room there is. */
interface Layout {
  isWide: boolean;
  room: number;
  /** Pixels per number. */
  scale: number;
  tallest: number;
  /** Of both orders. */
  heights: readonly [number, number];
}

const space = 28;
const head = 70;
/** Half of the widest name over a thin side. */
const leftMargin = 18;
const arrow = 34;
const leastWide = 760;

function layoutOf({ n, d, featureSize: f }: BracketCosts, width: number): Layout {
  const isWide = width >= leastWide;
  const room = isWide ? (width - space) / 2 : width;
  const scale = Math.min((room - 2 * space - leftMargin - 10) / (f + n + d), 190 / Math.max(n, f));
  const tallest = pixels(Math.max(n, f), scale);
  const height = (product: number) => head + tallest + arrow + pixels(product, scale) + 14;
  return { isWide, room, scale, tallest, heights: [height(n), height(f)] };
}

/** A side thinner than a pixel is drawn as one pixel. */
const pixels = (count: number, scale: number) => Math.max(1, count * scale);

export function bracketSize(costs: BracketCosts, width: number): Size {
  const { isWide, heights } = layoutOf(costs, width);
  const [left, right] = heights;
  return { width, height: Math.ceil(isWide ? Math.max(left, right) : left + right) };
}

export function bracketMarks(costs: BracketCosts, width: number): Mark[] {
  const layout = layoutOf(costs, width);
  const corners = cornersOf(layout);
  return ordersOf(costs).flatMap((order, i) => orderMarks(order, factorsOf(costs), corners[i]!, layout));
}

/** Every shape of both orders, with its sides and how many numbers it holds. */
export function bracketSpots(costs: BracketCosts, width: number): Spot[] {
  const layout = layoutOf(costs, width);
  const corners = cornersOf(layout);
  return ordersOf(costs).flatMap(({ title, product, bracket }, i) => {
    const { lefts, centre, productTop } = placesOf(factorsOf(costs), bracket, corners[i]!, layout);
    const middle = corners[i]!.y + head + layout.tallest / 2;
    const factors = factorsOf(costs).map((shape, k) => ({
      shape,
      at: { x: lefts[k]! + pixels(shape.columns, layout.scale) / 2, y: middle },
    }));
    const made = { shape: product, at: { x: centre, y: productTop + pixels(product.rows, layout.scale) / 2 } };
    return [...factors, made].map(({ shape, at }, index) => spotOf(shape, at, title, index));
  });
}

function spotOf({ name, rows, columns }: Shape, at: Point, series: string, index: number): Spot {
  const sides = words.keeps(formatCount(rows), formatCount(columns));
  return { series, index, at, title: name, facts: [sides, words.holds(formatCount(rows * columns))] };
}

function cornersOf({ isWide, room, heights }: Layout): readonly Point[] {
  return [{ x: 0, y: 0 }, isWide ? { x: room + space, y: 0 } : { x: 0, y: heights[0] }];
}

/** Left edges of the factors, edges and centre of the bracket, and where its product begins. */
function placesOf(factors: readonly Shape[], bracket: Order["bracket"], corner: Point, { scale, tallest }: Layout) {
  const lefts = factors.map((_, i) =>
    factors.slice(0, i).reduce((x, { columns }) => x + pixels(columns, scale) + space, corner.x + leftMargin),
  );
  const from = lefts[bracket[0]]! - 5;
  const to = lefts[bracket[1]]! + pixels(factors[bracket[1]]!.columns, scale) + 5;
  return { lefts, from, to, centre: (from + to) / 2, productTop: corner.y + head + tallest + arrow };
}

function factorsOf({ n, d, featureSize: f }: BracketCosts): Shape[] {
  return [
    { name: "φ(Q)", rows: n, columns: f },
    { name: "φ(K)ᵀ", rows: f, columns: n },
    { name: "V", rows: n, columns: d },
  ];
}

function ordersOf({ n, d, featureSize: f, scoresFirst, stateFirst }: BracketCosts): Order[] {
  return [
    {
      kind: "softmax",
      title: words.scoresFirst,
      multiplyAdds: scoresFirst.flops / 2,
      bracket: [0, 1],
      product: { name: "φ(Q)φ(K)ᵀ", rows: n, columns: n },
    },
    {
      kind: "linear",
      title: words.stateFirst,
      multiplyAdds: stateFirst.flops / 2,
      bracket: [1, 2],
      product: { name: "φ(K)ᵀV", rows: f, columns: d },
    },
  ];
}

function orderMarks({ kind, title, multiplyAdds, bracket, product }: Order, factors: Shape[], corner: Point, layout: Layout): Mark[] {
  const { room, scale, tallest } = layout;
  const middle = corner.y + head + tallest / 2;
  const { lefts, from, to, centre, productTop } = placesOf(factors, bracket, corner, layout);
  const arrowTop = corner.y + head + tallest + 8;
  const isRight = centre - corner.x > room / 2;
  const width = pixels(product.columns, scale);
  const left = Math.max(corner.x + leftMargin, centre - width / 2);
  return [
    { kind: "text", name: `panel-head ${kind}`, at: { x: corner.x, y: corner.y + 16 }, text: title },
    { kind: "text", name: "multiply-adds", at: { x: corner.x, y: corner.y + 36 }, text: words.multiplyAdds(formatCount(multiplyAdds)) },
    ...factors.flatMap((shape, i) => [
      shapeMark(shape, { x: lefts[i]!, y: middle - pixels(shape.rows, scale) / 2 }, scale, bracket.includes(i) ? kind : "later"),
      nameMark(shape, lefts[i]!, middle, scale),
    ]),
    { kind: "path", name: `bracket ${kind}`, path: bracketPath(from, to, middle, tallest / 2 + 4) },
    { kind: "path", name: "becomes", path: `M${rounded(centre)} ${rounded(arrowTop)}v16m-4 -5l4 5l4 -5` },
    {
      kind: "text",
      name: "keeps",
      at: { x: rounded(centre + (isRight ? -12 : 12)), y: rounded(arrowTop + 13) },
      text: `${product.name}: ${words.keeps(formatCount(product.rows), formatCount(product.columns))}`,
      anchor: isRight ? "end" : "start",
    },
    shapeMark(product, { x: left, y: productTop }, scale, `${kind} product`),
  ];
}

function bracketPath(from: number, to: number, middle: number, half: number): string {
  const side = (x: number, tick: number) => `M${rounded(x + tick)} ${rounded(middle - half)}h${-tick}v${rounded(2 * half)}h${tick}`;
  return side(from, 5) + side(to, -5);
}

function shapeMark({ rows, columns }: Shape, corner: Point, scale: number, kind: string): Mark {
  const size = { width: pixels(columns, scale), height: pixels(rows, scale) };
  return { kind: "path", name: `shape ${kind}`, path: boxPath(corner, size) };
}

function nameMark({ name, rows, columns }: Shape, x: number, middle: number, scale: number): Mark {
  const at = { x: rounded(x + pixels(columns, scale) / 2), y: rounded(middle - pixels(rows, scale) / 2 - 9) };
  return { kind: "text", name: "shape-name", at, text: name, anchor: "middle" };
}
