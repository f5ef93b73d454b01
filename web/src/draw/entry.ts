import { formatLoss } from "./format.ts";

/** An entry of a matrix in little room: 0.0243, −1.16, 3.1·10⁻⁵. */
export function formatEntry(value: number): string {
  if (!Number.isFinite(value)) return "∞";
  return formatLoss(value).replace(" × ", "·");
}
