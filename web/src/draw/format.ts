import { figureWords } from "../messages/figures.ts";

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const minus = "−";

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join("");
  return exponent < 0 ? `⁻${digits}` : digits;
}

/** Three significant digits, as people write them: 0.0596, 1.56, 1.2 × 10⁻⁷. */
export function formatLoss(value: number): string {
  if (!Number.isFinite(value)) return figureWords.notFinite;
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  if (magnitude >= 0.001 && magnitude < 10_000) return value.toPrecision(3).replace("-", minus);
  const [mantissa, exponent] = value.toExponential(1).split("e");
  return `${mantissa!.replace("-", minus)} × 10${superscript(Number(exponent))}`;
}

/** 0.005, 20, 1 × 10⁻⁶: for round numbers, such as the end of an axis. */
export function formatRound(value: number): string {
  return value >= 0.001 && value < 10_000
    ? String(Number(value.toPrecision(3)))
    : formatLoss(value).replace(".0", "");
}

/** Labels of a logarithmic axis: 100, 1, 0.01, and 10⁻⁴ further out. */
export function formatLogTick(value: number): string {
  const [mantissa, exponent] = value.toExponential(0).split("e").map(Number) as [number, number];
  if (Math.abs(exponent) <= 3) return String(Number(value.toPrecision(1)));
  return `${mantissa === 1 ? "" : `${mantissa} × `}10${superscript(exponent)}`;
}

const grouped = new Intl.NumberFormat("en");

/** 4,000 */
export function formatCount(value: number): string {
  return grouped.format(Math.round(value));
}

/** "8 s", "2 min 5 s" */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
