const units = [
  { name: "s", seconds: 1 },
  { name: "ms", seconds: 1e-3 },
  { name: "µs", seconds: 1e-6 },
  { name: "ns", seconds: 1e-9 },
];

/** "1.5 µs", "20 ns": in the unit that leaves at least 1, with up to `digits` digits. @param {number} seconds */
export function formatSeconds(seconds, digits = 3) {
  const rounded = Number(seconds.toPrecision(digits));
  const unit = units.find((each) => rounded >= each.seconds) ?? { name: "ns", seconds: 1e-9 };
  return `${Number((rounded / unit.seconds).toPrecision(digits))} ${unit.name}`;
}

/** "0.93 ± 0.02"; the error is rounded up. @param {{ exponent: number, standardError: number }} fit */
export function formatFit({ exponent, standardError }) {
  const whole = exponent.toFixed(2).replace(/^-(?=.*[1-9])/, "−").replace("-", "");
  return `${whole} ± ${(Math.ceil(100 * standardError - 1e-9) / 100).toFixed(2)}`;
}
