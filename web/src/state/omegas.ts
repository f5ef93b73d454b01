// The four ω of own layers as text: "xx,xy,yx,yy;xx,xy,yx,yy", one layer after the other.
import { problemWords } from "../messages/problems.ts";
import { parseAll, type Checked } from "./parameters.ts";

/** xx, xy, yx, yy of one layer. */
export type OmegaRow = readonly number[];

const mostLayers = 16;
const largest = 10;

export function parseOmegas(text: string): Checked<readonly OmegaRow[]> {
  const rows = text
    .split(/[;\n]/)
    .map((row) => row.trim())
    .filter((row) => row !== "");
  if (rows.length > mostLayers) return { problem: problemWords.manyLayers(rows.length, mostLayers) };
  const omegas: OmegaRow[] = [];
  for (const row of rows) {
    const parts = row.split(/\s*,\s*|\s+/);
    if (parts.length !== 4) return { problem: problemWords.notALayer(row) };
    const checked = parseAll(parts, -largest, largest);
    if ("problem" in checked) return checked;
    omegas.push(checked.value);
  }
  return { value: omegas };
}

/** Four digits: of trained numbers more would fill the address and change nothing that can be seen. */
export function formatOmegas(omegas: readonly OmegaRow[]): string {
  return omegas.map((row) => row.map(shortest).join(",")).join(";");
}

function shortest(value: number): string {
  const rounded = Number(value.toPrecision(4));
  const isSmall = rounded !== 0 && Math.abs(rounded) < 1e-3;
  return isSmall ? rounded.toExponential() : String(rounded);
}
