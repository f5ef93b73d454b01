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

/** Every digit: who changes one number of a trained network keeps all others as they are. */
export function formatOmegas(omegas: readonly OmegaRow[]): string {
  return omegas.map((row) => row.map(spelled).join(",")).join(";");
}

function spelled(value: number): string {
  const isSmall = value !== 0 && Math.abs(value) < 1e-3;
  return isSmall ? value.toExponential() : String(value);
}
