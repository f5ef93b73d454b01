import { figureWords as words } from "../messages/figures.ts";

/** Eight digits: enough to compare with what the command line prints. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return words.notFinite;
  return String(Number(value.toPrecision(8))).replace("-", "−");
}
