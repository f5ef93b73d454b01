// From values to pixels and back, and the round numbers along an axis.

type Interval = readonly [from: number, to: number];

/** A value to its place. */
export type Scale = (value: number) => number;

const share = ([from, to]: Interval, value: number) => (to === from ? 0.5 : (value - from) / (to - from));
const mix = ([from, to]: Interval, part: number) => from * (1 - part) + to * part;
const within = ([a, b]: Interval, value: number) => Math.max(Math.min(a, b), Math.min(Math.max(a, b), value));

/** Equal steps become equal distances. Where the domain is one value, the middle of the range. */
export const linearScale =
  (domain: Interval, range: Interval): Scale =>
  (value) =>
    mix(range, share(domain, value));

/** Equal factors become equal distances; the domain is positive. */
export function logScale(domain: Interval, range: Interval): Scale {
  const exponents: Interval = [Math.log(domain[0]), Math.log(domain[1])];
  return (value) => mix(range, share(exponents, Math.log(value)));
}

/** What lies outside the domain is placed at its nearer end. */
export const clamped =
  (domain: Interval, scale: (domain: Interval, range: Interval) => Scale, range: Interval): Scale => {
    const place = scale(domain, range);
    return (value) => place(within(domain, value));
  };

/** About `count` round numbers from low to high: multiples of 1, 2 or 5 times a power of ten. */
export function roundTicks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return high === low ? [low] : [];
  const rough = (high - low) / count;
  const power = Math.floor(Math.log10(rough));
  const error = rough / 10 ** power;
  const factor = error >= Math.sqrt(50) ? 10 : error >= Math.sqrt(10) ? 5 : error >= Math.sqrt(2) ? 2 : 1;
  // To divide by a whole number gives the decimal that is meant; to multiply by 0.1 may not.
  const perUnit = 10 ** -power / factor;
  const toTick = power < 0 ? (i: number) => i / perUnit : (i: number) => i * (10 ** power * factor);
  const first = Math.floor(low * perUnit) - 1;
  const ticks = [];
  for (let i = first; toTick(i) <= high; ++i) if (toTick(i) >= low) ticks.push(toTick(i));
  return ticks;
}
