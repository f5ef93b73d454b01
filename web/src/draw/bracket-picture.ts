// (QKᵀ)V and Q(KᵀV) as rectangles, all to one scale: what is multiplied first stands in a bracket, its product below it.
import type { BracketCosts } from "../engine/mechanism-types.ts";
import { attentionWords as words } from "../messages/attention.ts";
import { formatCount } from "./format.ts";
import type { Point, Size } from "./loss-chart.ts";
import { rounded, type Mark } from "./marks.ts";

interface Shape {
  name: string;
  rows: number;
  columns: number;
}

interface Order {
  title: string;
  multiplyAdds: number;
  /** What is written from left to right; those of the bracket are multiplied first. */
  factors: readonly [Shape, Shape, Shape];
  bracket: readonly [number, number];
  product: Shape;
}

const space = 26;
const top = 54;
const leastWide = 760;
/** Of both orders together, at most. */
const tallest = 190;

export function bracketSize(width: number): Size {
  return width >= leastWide ? { width, height: 2 * tallest + 96 } : { width, height: 2 * (2 * tallest + 96) };
}

export function bracketMarks(costs: BracketCosts, width: number): Mark[] {
  const isWide = width >= leastWide;
  const room = isWide ? (width - space) / 2 : width;
  const { height } = bracketSize(room);
  return ordersOf(costs).flatMap((order, i) =>
    orderMarks(order, { x: isWide ? i * (room + space) : 0, y: isWide ? 0 : (i * height) / 1 }, scaleFor(costs, room)),
  );
}

function ordersOf({ n, d, featureSize: f, scoresFirst, stateFirst }: BracketCosts): Order[] {
  const query = { name: "φ(Q)", rows: n, columns: f };
  const key = { name: "φ(K)ᵀ", rows: f, columns: n };
  const value = { name: "V", rows: n, columns: d };
  return [
    {
      title: words.scoresFirst,
      multiplyAdds: scoresFirst.flops / 2,
      factors: [query, key, value],
      bracket: [0, 1],
      product: { name: "φ(Q)φ(K)ᵀ", rows: n, columns: n },
    },
    {
      title: words.stateFirst,
      multiplyAdds: stateFirst.flops / 2,
      factors: [query, key, value],
      bracket: [1, 2],
      product: { name: "φ(K)ᵀV", rows: f, columns: d },
    },
  ];
}

/** Pixels per number: the three factors fit beside each other, and the tallest above the product. */
function scaleFor({ n, d, featureSize: f }: BracketCosts, room: number): number {
  return Math.min((room - 2 * space - 12) / (f + n + d), tallest / Math.max(n, f));
}

/** A side thinner than a pixel is drawn as one pixel. */
const pixels = (count: number, scale: number) => Math.max(1, count * scale);

function orderMarks({ title, multiplyAdds, factors, bracket, product }: Order, corner: Point, scale: number): Mark[] {
  const kind = bracket[0] === 0 ? "softmax" : "linear";
  const middle = corner.y + top + tallest / 2;
  const placed: { shape: Shape; left: number; right: number; isFirst: boolean }[] = [];
  let x = corner.x + 6;
  for (const [i, shape] of factors.entries()) {
    const width = pixels(shape.columns, scale);
    placed.push({ shape, left: x, right: x + width, isFirst: bracket.includes(i) });
    x += width + space;
  }
  const [from, to] = [placed[bracket[0]]!, placed[bracket[1]]!];
  const half = tallest / 2 + 4;
  const brackets = `M${rounded(from.left - 4)} ${middle - half}h-4v${2 * half}h4M${rounded(to.right + 4)} ${middle - half}h4v${2 * half}h-4`;
  const below = corner.y + top + tallest + 34;
  const centre = (from.left + to.right) / 2;
  const productWidth = pixels(product.columns, scale);
  const left = Math.max(corner.x + 6, centre - productWidth / 2);
  return [
    { kind: "text", name: `panel-head ${kind}`, at: { x: corner.x, y: corner.y + 16 }, text: title },
    { kind: "text", name: "amount", at: { x: corner.x, y: corner.y + 36 }, text: words.multiplyAdds(formatCount(multiplyAdds)) },
    ...placed.flatMap(({ shape, left: at, isFirst }) => shapeMarks(shape, { x: at, y: middle - pixels(shape.rows, scale) / 2 }, scale, isFirst ? kind : "later")),
    { kind: "path", name: `bracket ${kind}`, path: brackets },
    { kind: "path", name: "becomes", path: `M${rounded(centre)} ${corner.y + top + tallest + 8}v16m-4 -5l4 5l4 -5` },
    ...shapeMarks(product, { x: left, y: below }, scale, `${kind} product`),
    { kind: "text", name: "keeps", at: { x: rounded(left + productWidth + 8), y: below + 14 }, text: `${product.name}: ${words.keeps(formatCount(product.rows), formatCount(product.columns))}` },
  ];
}

function shapeMarks({ name, rows, columns }: Shape, { x, y }: Point, scale: number, kind: string): Mark[] {
  const width = pixels(columns, scale);
  const height = pixels(rows, scale);
  const box: Mark = { kind: "path", name: `shape ${kind}`, path: `M${rounded(x)} ${rounded(y)}h${rounded(width)}v${rounded(height)}h${-rounded(width)}z` };
  if (kind.endsWith("product")) return [box];
  const at = { x: rounded(x + width / 2), y: rounded(Math.max(y - 6, 0)) };
  return [box, { kind: "text", name: "shape-name", at, text: name, anchor: "middle" }];
}
