// Finds the words in a source file that a reader of the page would see.

export interface Literal {
  /** html, svg, or nothing for a plain string. */
  tag: string;
  /** With … for every substitution. */
  text: string;
}

const hole = "…";

/** All string and template literals of a source, inner ones first. */
export function literalsOf(source: string): Literal[] {
  const found: Literal[] = [];
  readCode(source, 0, found);
  return found;
}

/** Reads code up to the brace that closes it, or to the end; returns where that is. */
function readCode(source: string, from: number, found: Literal[]): number {
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    const rest = source.slice(i, i + 2);
    const c = source[i]!;
    if (rest === "//") i = endOf(source, "\n", i);
    else if (rest === "/*") i = endOf(source, "*/", i) + 1;
    else if (c === "/" && /[(,=:]\s*$/.test(source.slice(Math.max(0, i - 8), i))) i = endOfPattern(source, i);
    else if (c === "`") i = readTemplate(source, i, found);
    else if (c === '"' || c === "'") i = readString(source, i, found);
    else if (c === "{") depth++;
    else if (c === "}" && depth-- === 0) return i;
  }
  return source.length;
}

function endOf(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at < 0 ? source.length : at;
}

/** Of a regular expression, which may hold quotes; in brackets a slash does not end it. */
function endOfPattern(source: string, from: number): number {
  const pattern = /\/(?:\[(?:\\.|[^\]\n])*\]|\\.|[^/[\\\n])+\//y;
  pattern.lastIndex = from;
  return pattern.test(source) ? pattern.lastIndex - 1 : from;
}

function readString(source: string, from: number, found: Literal[]): number {
  let end = from + 1;
  while (end < source.length && source[end] !== source[from]) end += source[end] === "\\" ? 2 : 1;
  found.push({ tag: "", text: source.slice(from + 1, end) });
  return end;
}

function readTemplate(source: string, from: number, found: Literal[]): number {
  const tag = /(\w+)$/.exec(source.slice(Math.max(0, from - 8), from))?.[1] ?? "";
  let text = "";
  for (let i = from + 1; i < source.length; i++) {
    if (source[i] === "`") {
      found.push({ tag, text });
      return i;
    }
    if (source.startsWith("${", i)) {
      i = readCode(source, i + 2, found);
      text += hole;
    } else text += source[i];
  }
  return source.length;
}

const shownAttributes = /\s(?:aria-label|aria-description|title|placeholder|alt)="([^"]*)"/g;

/** Two letters side by side make a word; one is a symbol. */
const isWord = (text: string) => /[A-Za-z]{2}/.test(text);

/** What is capitalised like a label or a sentence. Names of keys and of Greek symbols are neither. */
const isSentence = (text: string) => /^[A-Z][a-z]{2,}(?:[ .,:?]|$)/.test(text) && !fixedNames.has(text);

const fixedNames = new Set(["Escape", "Home", "End", "Enter", "Tab", "Sigma", "Lambda", "Gamma", "Phi"]);

/** Two words with a blank between them, outside templates of HTML: classes of CSS look like that too. */
const isPhrase = (text: string) => /(^|[ …])[a-z]{2,} [a-z]{2,}/.test(text);

/** Phrases and sentences of a source that has no markup. */
export function phrasesIn(source: string): string[] {
  return literalsOf(source)
    .map(({ text }) => text)
    .filter((text) => isSentence(text) || isPhrase(text));
}

/** The words that a source shows other than by a name from the catalogue. */
export function wordsShown(source: string): string[] {
  return literalsOf(source).flatMap(({ tag, text }) => {
    if (tag !== "html" && tag !== "svg") return isSentence(text) ? [text] : [];
    const labels = [...text.matchAll(shownAttributes)].map(([, label]) => label!);
    const between = text.replace(/<[^>]*>/g, "\n").split(/[\n…]/);
    return [...labels, ...between].map((each) => each.trim()).filter(isWord);
  });
}
