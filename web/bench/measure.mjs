import { Refusal, exitStatus } from "../tools/command.mjs";
import { tolerances } from "./cells.mjs";

/**
 * Somebody who is measured: in the page or a process of its own.
 * @typedef {{
 *   name: string,
 *   label: string,
 *   open: (cell: string) => Promise<boolean>,
 *   differences: (cell: string, repetitions: number, reference: Contestant) => Promise<Record<string, number>>,
 *   results: (cell: string, repetitions: number) => Promise<Record<string, ArrayLike<number>>>,
 *   burst: (cell: string, repetitions: number) => Promise<number>,
 * }} Contestant
 */

/**
 * One contestant at one cell: repetitions of a burst, the milliseconds it takes, and measured ones of a repetition.
 * @typedef {{ contestant: Contestant, cell: string, repetitions: number, expected: number, samples: number[] }} Entry
 */

/** Steps that are compared: the third step's loss holds only if the first two updates were right. */
const comparedRepetitions = 3;
const warmUps = 4;
const mostRepetitions = 2000;

/**
 * Opens, checks, warms up and finds how many repetitions make a burst of `burstTime` milliseconds: the browser's
 * clock steps 0.1 ms.
 * @param {Contestant} contestant @param {string} cell @param {Contestant} reference @param {number} burstTime
 * @returns {Promise<Entry | undefined>} nothing where the contestant cannot do the cell
 */
export async function prepare(contestant, cell, reference, burstTime) {
  if (!(await contestant.open(cell))) return undefined;
  if (contestant !== reference)
    requireAgreement(contestant, cell, await contestant.differences(cell, comparedRepetitions, reference));
  let repetitions = 1;
  let time = await contestant.burst(cell, 1);
  for (let i = 0; i < warmUps; i++) {
    repetitions = Math.min(mostRepetitions, Math.max(1, Math.ceil((repetitions * burstTime) / Math.max(time, 0.1))));
    time = await contestant.burst(cell, repetitions);
  }
  return { contestant, cell, repetitions, expected: time, samples: [] };
}

/** @param {Contestant} contestant @param {string} cell @param {Record<string, number>} differences */
function requireAgreement(contestant, cell, differences) {
  for (const [field, difference] of Object.entries(differences)) {
    const tolerance = /** @type {number} */ (tolerances[field]);
    if (difference <= tolerance) continue;
    throw new Refusal(
      `${contestant.name} disagrees with this library at ${cell}: relative difference of ${field} ` +
        `${difference.toExponential(1)}, allowed ${tolerance.toExponential(0)}. Nothing was timed.`,
      exitStatus.failed,
    );
  }
}

/**
 * Rounds over all cells, within a cell one burst of each contestant after the other: A B C A B C. The order turns
 * from round to round, so that nobody always follows the same neighbour's cache and clock frequency.
 * @param {Entry[][]} groups the entries of each cell
 * @param {number} rounds
 * @param {(entry: Entry, round: number, left: number) => void} onBurst before each; milliseconds left
 */
export async function measure(groups, rounds, onBurst) {
  const total = groups.flat().reduce((sum, entry) => sum + entry.expected, 0);
  let left = total * rounds;
  for (let round = 0; round < rounds; round++)
    for (const group of groups)
      for (let i = 0; i < group.length; i++) {
        const entry = /** @type {Entry} */ (group[(i + round) % group.length]);
        onBurst(entry, round, left);
        const time = await entry.contestant.burst(entry.cell, entry.repetitions);
        entry.samples.push(time / entry.repetitions);
        left -= entry.expected;
      }
}
