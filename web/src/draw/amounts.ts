// Times, operations and bytes as people write them.
import { amountWords as words } from "../messages/amounts.ts";
import type { Quantity } from "../state/race-parameters.ts";

const prefixes = ["", "k", "M", "G", "T", "P"];

/** 1.23 M, three digits. */
export function withPrefix(value: number): { text: string; prefix: string } {
  if (!(value > 0) || !Number.isFinite(value)) return { text: String(value), prefix: "" };
  const step = Math.min(Math.max(0, Math.floor(Math.log10(value * 1.0005) / 3)), prefixes.length - 1);
  return { text: threeDigits(value / 1000 ** step), prefix: prefixes[step]! };
}

/** 0.0123, 1.23, 123, 12,345 */
export function threeDigits(value: number): string {
  if (value >= 999.5) return new Intl.NumberFormat("en").format(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

export function formatSeconds(seconds: number): string {
  if (seconds >= 1) return words.seconds(threeDigits(seconds));
  if (seconds >= 1e-3) return words.milliseconds(threeDigits(seconds * 1e3));
  return words.microseconds(threeDigits(seconds * 1e6));
}

export function formatAmount(value: number, quantity: Quantity): string {
  if (quantity === "seconds") return formatSeconds(value);
  const { text, prefix } = withPrefix(value);
  const space = `\u00a0${prefix}`;
  return quantity === "flops" ? words.operations(text, space) : words.bytes(text, space);
}

export function formatMegabytes(bytes: number): string {
  return words.megabytes(threeDigits(bytes / 1e6));
}

/** 10.2 million, 1.02 × … as a plain word would need a catalogue: 10.2 M. */
export function formatShort(value: number): string {
  const { text, prefix } = withPrefix(value);
  return prefix ? `${text}\u00a0${prefix}` : text;
}
