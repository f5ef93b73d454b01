/**
 * One small wrong change of a C++ source: the text from `start` to `end` becomes `text`.
 * @typedef {{ start: number, end: number, from: string, text: string, line: number }} Mutant
 */

/**
 * What is replaced, and by what. Binary operators stand between blanks in formatted code; angle brackets, pointers
 * and references do not. A constant is changed only where it takes part in a formula: sizes that are pure tuning
 * change no result.
 * @type {[RegExp, string][]}
 */
const replacements = [
  [/(?<= )\+(?= )/g, "-"],
  [/(?<= )-(?= )/g, "+"],
  [/(?<= )\*(?= )/g, "/"],
  [/(?<= )\/(?= )/g, "*"],
  [/(?<= )\+=(?= )/g, "-="],
  [/(?<= )-=(?= )/g, "+="],
  [/(?<= )\*=(?= )/g, "/="],
  [/(?<= )\/=(?= )/g, "*="],
  [/(?<= )<(?= )/g, "<="],
  [/(?<= )<=(?= )/g, "<"],
  [/(?<= )>(?= )/g, ">="],
  [/(?<= )>=(?= )/g, ">"],
  [/(?<= )==(?= )/g, "!="],
  [/(?<= )!=(?= )/g, "=="],
  [/(?<= )&&(?= )/g, "||"],
  [/(?<= )\|\|(?= )/g, "&&"],
  [/(?<=[(,=?:] ?|return )-(?=[\w(])/g, ""],
  [/(?<=[(,=?:] ?|return |&& |\|\| )!(?=\w)/g, ""],
  [/\btrue\b/g, "false"],
  [/\bfalse\b/g, "true"],
  [/(?<=std::)max\b/g, "min"],
  [/(?<=std::)min\b/g, "max"],
  [/\.transpose\(\)/g, ""],
  [/(?<=[-+*/(] ?|T\(|return )\b1\b(?![.\w])/g, "2"],
  [/(?<=[-+*/(] ?|T\(|return )\b2\b(?![.\w])/g, "3"],
  [/(?<=T\()0(?=\))/g, "1"],
  [/\b0\.5\b/g, "0.25"],
];

/** @param {string} source @returns {Mutant[]} in the order of the text */
export function mutantsOf(source) {
  const code = onlyCode(source);
  return replacements
    .flatMap(([pattern, text]) => [...code.matchAll(pattern)].map((match) => mutantAt(code, match, text)))
    .sort((a, b) => a.start - b.start);
}

/** @param {string} code @param {RegExpMatchArray} match @param {string} text @returns {Mutant} */
function mutantAt(code, match, text) {
  const start = /** @type {number} */ (match.index);
  const line = code.slice(0, start).split("\n").length;
  return { start, end: start + match[0].length, from: match[0], text, line };
}

/** @param {string} source @param {Mutant} mutant */
export const mutated = (source, { start, end, text }) => source.slice(0, start) + text + source.slice(end);

/**
 * The source with comments, literals of text, preprocessor lines (with their continuations) and compile-time
 * assertions blanked out; every character keeps its place.
 * @param {string} source
 */
export function onlyCode(source) {
  const notCode = /\/\/[^\n]*|\/\*[^]*?\*\/|R"(\w*)\([^]*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|^[ \t]*#(?:[^\n]*\\\n)*[^\n]*|\bstatic_assert\([^;]*;/gm;
  return source.replace(notCode, (match) => match.replace(/[^\n]/g, " "));
}

/**
 * `count` of them, the same for the same seed, spread over the whole list.
 * @template Item @param {Item[]} items @param {number} count @param {number} seed @returns {Item[]}
 */
export function sample(items, count, seed) {
  if (count >= items.length) return items;
  const random = generator(seed);
  const stride = items.length / count;
  return Array.from({ length: count }, (_, i) => /** @type {Item} */ (items[Math.floor((i + random()) * stride)]));
}

/** mulberry32. @param {number} seed */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
