import { powerLaw } from "./statistics.mjs";

/** Seconds per task, or per pass of attention, by benchmark. @typedef {Record<string, number>} Times */
/**
 * What runs, by which kernel, on which sizes.
 * @typedef {{ what: string, precision: string, kernel: string, sizes: Record<string, number> }} Benchmark
 */
/** @typedef {{ x: number, y: number }} Point seconds y at the size x */
/**
 * Benchmarks that differ in one size only, by that size.
 * @typedef {{
 *   what: string, precision: string, kernel: string,
 *   axis: string, held: string[],
 *   points: Point[], fit: { exponent: number, standardError: number },
 * }} Series held: the other sizes, such as "n = 20"
 */

/** "ridge/float/AVX2/d:10" (cpp/bench/suite.h). @param {string} name @returns {Benchmark} */
export function readName(name) {
  const parts = name.split("/");
  const first = parts.findIndex((part) => part.includes(":"));
  const sizes = parts.slice(first).map((part) => part.split(":"));
  return {
    what: parts.slice(0, first - 2).join("/"),
    precision: String(parts[first - 2]),
    kernel: String(parts[first - 1]),
    sizes: Object.fromEntries(sizes.map(([size, value]) => [size, Number(value)])),
  };
}

/**
 * What is the same all along an axis. Contexts grow with d, so along d it is their ratio.
 * @param {string} axis @param {Record<string, number>} sizes
 */
function heldAlong(axis, sizes) {
  return Object.entries(sizes)
    .filter(([size]) => size !== axis)
    .map(([size, value]) => {
      if (axis === "d" && size === "n") return `n = ${value / Number(sizes.d)}d`;
      return `${size} = ${value.toLocaleString("en")}`;
    });
}

const fewest = 3;

/** Every series of at least three sizes, in the order of the times. @param {Times} times @returns {Series[]} */
export function seriesOf(times) {
  /** @type {Map<string, Omit<Series, "fit">>} */
  const groups = new Map();
  for (const [name, y] of Object.entries(times)) {
    const { what, precision, kernel, sizes } = readName(name);
    for (const [axis, x] of Object.entries(sizes)) {
      const held = heldAlong(axis, sizes);
      const key = [what, precision, kernel, axis, ...held].join("/");
      if (!groups.has(key)) groups.set(key, { what, precision, kernel, axis, held, points: [] });
      groups.get(key)?.points.push({ x, y });
    }
  }
  return [...groups.values()]
    .filter(({ points }) => points.length >= fewest)
    .map((group) => ({ ...group, points: group.points.sort((a, b) => a.x - b.x), fit: powerLaw(group.points) }));
}
