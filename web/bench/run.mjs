import { integerIn, someOf } from "../tools/options.mjs";
import { cells } from "./cells.mjs";
import { write } from "./files.mjs";
import { machineSentence } from "./machine.mjs";
import { measure, prepare } from "./measure.mjs";
import { progress } from "./progress.mjs";
import { conclusion, markdownReport, plainReport, timesOf } from "./report.mjs";

/** @typedef {import("./measure.mjs").Contestant} Contestant */
/** @typedef {import("./measure.mjs").Entry} Entry */

const usual = { rounds: 9, burstTime: 60 };
const quick = { rounds: 3, burstTime: 20 };

export const optionTable = {
  only: {
    takes: "LIST",
    about: "T (training step), A (attention) or both, T,A; by default both",
    read: someOf(["T", "A"]),
  },
  rounds: {
    takes: "NUMBER",
    about: `rounds over all contestants, 1 … 1000; by default ${usual.rounds}`,
    read: integerIn(1, 1000),
  },
  quick: { about: `${quick.rounds} rounds of short bursts, for a first look` },
  json: { takes: "FILE", about: "write times and machine as JSON too" },
  markdown: { takes: "FILE", about: "write the tables for the documentation too" },
};

/**
 * Measures and reports.
 * @param {{
 *   script: string, words: string[], title: string, contestants: Contestant[],
 *   facts: import("./report.mjs").Facts, software: string, options: Record<string, any>,
 * }} bench the first contestant is this library; the others are compared with it
 */
export async function runBench({ script, words, title, contestants, facts, software, options }) {
  const chosen = cells.filter((cell) => (options.only ?? ["T", "A"]).includes(cell.workload));
  const plan = { ...(options.quick ? quick : usual), ...(options.rounds && { rounds: options.rounds }) };
  const machine = `${machineSentence()}. ${software}`;
  const groups = await prepareAll(chosen, Object.keys(facts.multiplyAddFlops), contestants, plan.burstTime);
  await measure(groups, plan.rounds, ({ contestant, cell }, round, left) =>
    progress(
      `round ${round + 1} of ${plan.rounds}, ${cell}: ${contestant.label}; about ${Math.ceil(left / 1000)} s left`,
    ),
  );
  progress("");
  const command = [script, ...(words.length > 0 ? ["--", ...words] : [])].join(" ");
  const times = timesOf(groups.flat());
  const report = { command, title, rounds: plan.rounds, machine, contestants, cells: chosen, times, facts };
  console.log(`\n${plainReport(report)}`);
  if (options.json)
    write(options.json, JSON.stringify({ command, machine, rounds: plan.rounds, times, facts }, null, 2));
  if (options.markdown) write(options.markdown, markdownReport(report));
  console.log(conclusion(report));
}

/**
 * The entries of each cell; after the training steps the parts and limits that they are compared with.
 * @param {import("./cells.mjs").Cell[]} chosen @param {string[]} limits
 * @param {Contestant[]} contestants @param {number} burstTime
 */
async function prepareAll(chosen, limits, contestants, burstTime) {
  const reference = /** @type {Contestant} */ (contestants[0]);
  const extras = ["tokens", "statistics", "ridge", ...limits.map((limit) => `multiplyAdd/${limit}`)];
  const training = chosen.filter((cell) => cell.workload === "T");
  /** @param {string} key @param {Contestant[]} group */
  const prepared = async (key, group) => {
    const entries = [];
    for (const contestant of group) {
      progress(`checking and warming up ${key}: ${contestant.label}`);
      entries.push(await prepare(contestant, key, reference, burstTime));
    }
    return entries.filter((entry) => entry !== undefined);
  };
  /** @type {Entry[][]} */
  const groups = [];
  for (const { key } of training) groups.push(await prepared(key, contestants));
  for (const key of training.length > 0 ? extras : []) groups.push(await prepared(key, [reference]));
  for (const { key, workload } of chosen) if (workload === "A") groups.push(await prepared(key, contestants));
  return groups;
}
