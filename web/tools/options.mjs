import { parseArgs } from "node:util";
import { Refusal, exitStatus } from "./command.mjs";

/**
 * One option of a command. Without `takes` it is a switch.
 * @typedef {{
 *   takes?: string,
 *   about: string,
 *   read?: (text: string) => unknown,
 * }} Option
 */

/** @param {string} message */
const refuse = (message) => new Refusal(message, exitStatus.badOption);

/**
 * Reads options by their table; `--help` is always known.
 * @param {Record<string, Option>} table
 * @param {string[]} words
 * @returns {Record<string, any>}
 */
export function readOptions(table, words) {
  /** @type {Record<string, Option>} */
  const known = { ...table, help: { about: "show this text" } };
  const names = Object.keys(known);
  /** @type {Record<string, { type: "string" | "boolean" }>} */
  const options = Object.fromEntries(names.map((name) => [name, { type: known[name]?.takes ? "string" : "boolean" }]));
  /** @type {Record<string, unknown>} */
  const values = {};
  for (const token of parseArgs({ args: words, options, strict: false, tokens: true, allowPositionals: true }).tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") throw refuse(`"${token.value}" is not an option; the options are ${list(names)}`);
    const option = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (!option) throw refuse(`${token.rawName} is not an option; the options are ${list(names)}`);
    if (Object.hasOwn(values, token.name)) throw refuse(`--${token.name} is given twice`);
    values[token.name] = valueOf(token.name, option, token.value);
  }
  return values;
}

/** @param {string} name @param {Option} option @param {string | undefined} text */
function valueOf(name, option, text) {
  if (!option.takes) {
    if (text !== undefined) throw refuse(`--${name}: "${text}" is too much, the option takes no value`);
    return true;
  }
  if (text === undefined || text === "") throw refuse(`--${name}: a value is missing (${option.takes})`);
  try {
    return option.read ? option.read(text) : text;
  } catch (error) {
    throw refuse(`--${name}: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {string[]} names */
const list = (names) => names.map((name) => `--${name}`).join(", ");

/** @param {Record<string, Option>} table */
export function describeOptions(table) {
  const rows = Object.entries({ ...table, help: { about: "show this text", takes: undefined } });
  const heads = rows.map(([name, option]) => `--${name}${option.takes ? ` ${option.takes}` : ""}`);
  const width = Math.max(...heads.map((head) => head.length));
  return rows.map(([, option], i) => `  ${/** @type {string} */ (heads[i]).padEnd(width)}  ${option.about}`).join("\n");
}

/** @param {number} low @param {number} high */
export const integerIn = (low, high) => /** @param {string} text */ (text) => {
  if (!/^-?\d+$/.test(text)) throw new RangeError(`"${text}" is not an integer`);
  const value = Number(text);
  if (value < low || value > high) throw new RangeError(`${text} is outside [${low}, ${high}]`);
  return value;
};

/** A comma-separated choice. @param {string[]} choices */
export const someOf = (choices) => /** @param {string} text */ (text) => {
  const chosen = text.split(",").map((word) => word.trim());
  const wrong = chosen.find((word) => !choices.includes(word));
  if (wrong !== undefined) throw new RangeError(`"${wrong}" is not one of ${choices.join(", ")}`);
  return [...new Set(chosen)];
};
