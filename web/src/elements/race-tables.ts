// The numbers behind the pictures of lt-race.
import { html, type TemplateResult } from "lit";
import { digits } from "../draw/digits.ts";
import type { RaceKernel, RaceReport } from "../engine/race-types.ts";
import { raceKernels } from "../engine/race-types.ts";
import { kernelTitles, raceWords as words } from "../messages/race.ts";
import { measureAt, rateAt } from "../state/race-measures.ts";
import { raceLengths } from "../state/race-parameters.ts";
import type { RaceState } from "../state/race-session.ts";

export function raceTables(state: RaceState): TemplateResult {
  const { report } = state;
  return html`${report ? raceKernels.map((kernel) => kernelTable(kernel, state, report)) : ""}`;
}

function kernelTable(kernel: RaceKernel, state: RaceState, report: RaceReport): TemplateResult {
  const caption = words.tableCaption(kernelTitles[kernel]);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table data-kernel=${kernel}>
      <caption>${caption}</caption>
      <thead><tr>${words.columns.map((head) => html`<th scope="col" class="amount">${head}</th>`)}</tr></thead>
      <tbody>
        ${raceLengths.map((n) => rowOf(kernel, n, state, report))}
      </tbody>
    </table>
  </div>`;
}

function rowOf(kernel: RaceKernel, n: number, { measures, limit }: RaceState, report: RaceReport): TemplateResult {
  const lane = report.lanes.find((each) => each.kernel === kernel)!;
  const at = report.n.indexOf(n);
  const measure = measureAt(measures, kernel, n);
  const rate = rateAt(report, measures, kernel, n);
  const milliseconds = [measure?.median, measure?.least, measure?.most].map((seconds) => number(seconds && seconds * 1e3));
  const share = rate && limit ? words.percent(digits(Number(((100 * rate) / limit.flops).toPrecision(3)))) : words.missing;
  const cells = [...milliseconds, number(rate && rate / 1e9), share, digits(lane.flops[at]!), digits(lane.bytes[at]!)];
  return html`<tr><th scope="row" class="amount">${n}</th>${cells.map((cell) => html`<td class="amount">${cell}</td>`)}</tr>`;
}

const number = (value: number | undefined) => (value === undefined ? words.missing : digits(Number(value.toPrecision(4))));
