// Rows of numbers as a table of text fields, with a place to paste all of them at once.
import { html, nothing, type TemplateResult } from "lit";
import { gridWords as words } from "../messages/grid.ts";
import type { Control, Parameter } from "../state/parameters.ts";
import { textOf, type ControlState } from "./controls.ts";
import { renderLabel } from "./symbol-label.ts";

/** Characters of a number that a field has room for. */
const longest = 9;

type Grid = Extract<Control, { kind: "grid" }>;

export function renderGrid<T>({ label, help }: Parameter<T>, grid: Grid, state: ControlState): TemplateResult {
  const rows = rowsOf(state.text);
  const put = (changed: string[][]) => state.change(changed.map((row) => row.join(",")).join(";"));
  return html`<fieldset class="control grid-control" data-parameter=${state.name}>
    <legend>${label}</legend>
    <p class=${state.problem ? "problem" : "hint"} id="${state.name}-note">${state.problem ?? help}</p>
    <div class="grid-scroll"><table class="grid">${renderHead(grid)}
      <tbody>${rows.map((row, i) => renderRow(row, i, grid, state, (cells) => put(rows.with(i, cells))))}</tbody>
    </table></div>
    ${renderRowButtons(rows, grid, put)}
    <details>
      <summary>${words.asText}</summary>
      <textarea rows="5" aria-label=${words.textOf(label)} spellcheck="false" autocomplete="off" aria-describedby="${state.name}-note"
        .value=${state.text.replaceAll(";", "\n")} @change=${(event: Event) => state.change(textOf(event))}></textarea>
    </details>
  </fieldset>`;
}

function renderHead({ columns }: Grid): TemplateResult {
  return html`<thead><tr><td></td>${columns.map((column) => html`<th scope="col">${renderLabel(column)}</th>`)}</tr></thead>`;
}

function renderRow(
  cells: string[],
  i: number,
  { columns, row }: Grid,
  state: ControlState,
  put: (cells: string[]) => void,
) {
  const change = (j: number) => (event: Event) => put(cells.with(j, textOf(event).trim().replace(",", ".")));
  const show = (text: string) => (event: Event) => {
    const field = event.target as HTMLInputElement;
    field.value = text;
    if (event.type === "focus") field.select();
  };
  return html`<tr><th scope="row">${i + 1}</th>${columns.map(
    (column, j) => html`<td><input type="text" inputmode="decimal" autocomplete="off" .value=${brief(cells[j] ?? "")}
      @focus=${show(cells[j] ?? "")} @blur=${show(brief(cells[j] ?? ""))}
      aria-label=${words.cell(row, i + 1, column.replace("_", " "))} aria-invalid=${isWrong(cells[j]) ? "true" : nothing}
      aria-describedby=${isWrong(cells[j]) ? `${state.name}-note` : nothing} @change=${change(j)} /></td>`,
  )}</tr>`;
}

function renderRowButtons(rows: string[][], { columns, row, most }: Grid, put: (rows: string[][]) => void) {
  return html`<div class="row-buttons">
    <button type="button" ?disabled=${rows.length >= most} @click=${() => put([...rows, columns.map(() => "0")])}>${words.add(row)}</button>
    <button type="button" ?disabled=${rows.length <= 1} @click=${() => put(rows.slice(0, -1))}>${words.remove(row)}</button>
  </div>`;
}

function rowsOf(text: string): string[][] {
  return text.split(/[;\n]/).map((row) => row.split(",").map((cell) => cell.trim()));
}

/** What has many digits shows four of them until it is edited. */
function brief(cell: string): string {
  const value = Number(cell);
  if (cell.length <= longest || Number.isNaN(value)) return cell;
  const rounded = Number(value.toPrecision(4));
  return rounded !== 0 && Math.abs(rounded) < 1e-3 ? rounded.toExponential() : String(rounded);
}

const isWrong = (cell: string | undefined) => !cell || Number.isNaN(Number(cell));
