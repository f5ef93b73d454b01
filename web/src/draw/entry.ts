import { formatLoss } from "./format.ts";

/** An entry of a matrix in little room: 0.0243, −1.16, 3170, 3.1·10⁻⁵. */
export function formatEntry(value: number): string {
  if (!Number.isFinite(value)) return "∞";
  const magnitude = Math.abs(value);
  if (magnitude >= 1000 && magnitude < 10_000) return String(Math.round(value)).replace("-", "−");
  return formatLoss(value).replace(" × ", "·");
}
