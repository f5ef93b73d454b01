import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { integerIn, someOf } from "../tools/options.mjs";
import { cells } from "./cells.mjs";
import { machineSentence } from "./machine.mjs";
import { measure, prepare } from "./measure.mjs";
import { checkedSentence, conclusion, markdownTable, plainTable, ratioTable, remarks, timeTable, timesOf } from "./report.mjs";

/** @typedef {import("./measure.mjs").Contestant} Contestant */
/** @typedef {import("./measure.mjs").Entry} Entry */

const usualRounds = 9;
const burstTime = 60;
const quick = { rounds: 3, burstTime: 20 };

export const optionTable = {
  only: { takes: "LIST", about: "T (training step), A (attention) or both, T,A; by default both", read: someOf(["T", "A"]) },
  rounds: { takes: "NUMBER", about: `rounds over all contestants, 1 … 1000; by default ${usualRounds}`, read: integerIn(1, 1000) },
  quick: { about: `${quick.rounds} rounds of short bursts, for a first look` },
  json: { takes: "FILE", about: "write times, ratios and machine as JSON too" },
  markdown: { takes: "FILE", about: "write the tables for the documentation too" },
};

/**
 * Measures and reports.
 * @param {{
 *   command: string, title: string, contestants: Contestant[], labels: Record<string, string>,
 *   facts: import("./report.mjs").Facts, software: string, options: Record<string, any>,
 * }} bench the first contestant is this library; the others are compared with it
 */
export async function runBench({ command, title, contestants, labels, facts, software, options }) {
  const chosen = cells.filter((cell) => (options.only ?? ["T", "A"]).includes(cell.workload));
  const limits = Object.keys(facts.multiplyAddFlops).map((name) => `multiplyAdd/${name}`);
  const before = machineSentence();
  const groups = await prepareAll(chosen, limits, contestants, options.quick ? quick.burstTime : burstTime, labels);
  const rounds = options.rounds ?? (options.quick ? quick.rounds : usualRounds);
  await measure(groups, rounds, (entry, round, left) =>
    progress(`round ${round + 1} of ${rounds}, ${entry.cell}: ${labelOf(labels, entry)}; about ${Math.ceil(left / 1000)} s left`),
  );
  progress("");
  const times = timesOf(groups.flat());
  const lines = remarks(times[/** @type {Contestant} */ (contestants[0]).name] ?? {}, facts);
  const machine = `${before}. ${software}`;
  const tables = { times: timeTable(times, labels, chosen), ratios: ratioTable(times, labels, chosen) };
  console.log(
    [`\n${title}, milliseconds, median (best) of ${rounds} rounds`, plainTable(tables.times),
      "\nRatio of medians to this library", plainTable(tables.ratios), "", ...lines, checkedSentence, machine].join("\n"),
  );
  if (options.json) write(options.json, `${JSON.stringify({ command, machine, rounds, times, facts }, null, 2)}\n`);
  if (options.markdown) {
    write(options.markdown, [`# ${title}`, `\`${command}\`: milliseconds, median (best) of ${rounds} interleaved rounds.`,
      markdownTable(tables.times), "Ratio of medians to this library:", markdownTable(tables.ratios),
      [...lines, checkedSentence].map((line) => `* ${line}`).join("\n"), machine].join("\n\n") + "\n");
  }
  console.log(conclusion(times, labels, chosen));
}

/**
 * @param {import("./cells.mjs").Cell[]} chosen @param {string[]} limits
 * @param {Contestant[]} contestants @param {number} time @param {Record<string, string>} labels
 */
async function prepareAll(chosen, limits, contestants, time, labels) {
  const [reference, ...peers] = /** @type {[Contestant, ...Contestant[]]} */ (contestants);
  // The limit stands beside the training steps that are compared with it.
  const extras = chosen.some((cell) => cell.workload === "T") ? ["sampling", "ridge", ...limits] : [];
  /** @type {Entry[][]} */
  const groups = [];
  for (const { key } of chosen) {
    const group = [];
    for (const contestant of [reference, ...peers]) {
      progress(`checking and warming up ${key}: ${labels[contestant.name]}`);
      group.push(await prepare(contestant, key, reference, time));
    }
    groups.push(group.filter((entry) => entry !== undefined));
  }
  const own = [];
  for (const key of extras) own.push(await prepare(reference, key, reference, time));
  return own.length > 0 ? [...groups.slice(0, 2), own.filter((entry) => entry !== undefined), ...groups.slice(2)] : groups;
}

/** @param {Record<string, string>} labels @param {Entry} entry */
const labelOf = (labels, { contestant }) => labels[contestant.name] ?? contestant.name;

const quietTime = 5000;
let lastShown = -Infinity;

/** One line that overwrites itself on a terminal; elsewhere a line every few seconds. @param {string} text */
function progress(text) {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\x1b[K${text}`);
  } else if (text && performance.now() - lastShown > quietTime) {
    lastShown = performance.now();
    console.error(text);
  }
}

/** Relative to where the command was given: npm changes to the repository's folder. @param {string} file @param {string} text */
function write(file, text) {
  const path = resolve(process.env.INIT_CWD ?? ".", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
