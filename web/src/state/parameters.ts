// A parameter is declared once, in the table of its element. Controls, attributes, the page's address, checks and
// documentation are all read from that table.
import { problemWords } from "../messages/problems.ts";

export type Checked<T> = { value: T } | { problem: string };

export type Control =
  | { kind: "choice"; options: readonly { value: string; label: string }[] }
  | { kind: "slider"; min: number; max: number; step: number; logarithmic?: boolean }
  | { kind: "number"; min: number; max: number; step: number | "any" }
  | { kind: "noise" }
  | { kind: "switch" }
  | { kind: "several"; options: readonly { value: string; label: string }[] }
  | { kind: "numbers"; names: readonly string[] }
  | { kind: "lines"; placeholder: string }
  /** Rows of numbers, "1,2;3,4"; `row`: what one is called. */
  | { kind: "grid"; columns: readonly string[]; row: string; most: number };

export interface Parameter<T> {
  label: string;
  help: string;
  /** Rarely changed; shown under "More settings". */
  rare: boolean;
  fallback: T;
  control: Control;
  /** Reads what a person, an attribute or an address says. A problem gives the value and the rule. */
  parse(text: string): Checked<T>;
  format(value: T): string;
}

export type ParameterTable<Values> = { readonly [Name in keyof Values]: Parameter<Values[Name]> };

interface Description<T> {
  label: string;
  help: string;
  fallback: T;
  rare?: boolean;
}

export function choice<T extends string>(
  description: Description<NoInfer<T>> & { options: Record<T, string> },
): Parameter<T> {
  const values = Object.keys(description.options) as T[];
  return {
    ...about(description),
    control: {
      kind: "choice",
      options: values.map((value) => ({ value, label: description.options[value] })),
    },
    parse: (text) =>
      values.includes(text as T)
        ? { value: text as T }
        : { problem: problemWords.notOneOf(text, values) },
    format: (value) => value,
  };
}

interface Range {
  min: number;
  max: number;
}

/** `few`: so few values that all are shown to choose from. */
export function integer(
  description: Description<number> & Range & { shown?: "slider" | "few" },
): Parameter<number> {
  const { min, max, shown } = description;
  return {
    ...about(description),
    control: shown === "few" ? fewValues(min, max) : { kind: shown ?? "number", min, max, step: 1 },
    parse: (text) => {
      const checked = parseNumber(text, min, max);
      return "value" in checked && !Number.isInteger(checked.value)
        ? { problem: problemWords.notWhole(text.trim()) }
        : checked;
    },
    format: String,
  };
}

function fewValues(min: number, max: number): Control {
  const values = Array.from({ length: max - min + 1 }, (_, i) => String(min + i));
  return { kind: "choice", options: values.map((value) => ({ value, label: value })) };
}

/** `slider`: the step of its positions; a logarithmic one has hundredths of a decade instead. */
export function real(
  description: Description<number> & Range & { slider?: number | "logarithmic" },
): Parameter<number> {
  const { min, max, slider } = description;
  const control: Control =
    slider === undefined
      ? { kind: "number", min, max, step: "any" }
      : slider === "logarithmic"
        ? { kind: "slider", min, max, step: 0.01, logarithmic: true }
        : { kind: "slider", min, max, step: slider };
  return {
    ...about(description),
    control,
    parse: (text) => parseNumber(text, min, max),
    format: String,
  };
}

/** true is "on", as attributes and addresses spell it. */
export function onOff(description: Description<boolean>): Parameter<boolean> {
  return {
    ...about(description),
    control: { kind: "switch" },
    parse: (text) =>
      text === "on" || text === "off"
        ? { value: text === "on" }
        : { problem: problemWords.notOneOf(text, ["on", "off"]) },
    format: (value) => (value ? "on" : "off"),
  };
}

/** Any of the options, each once, in their order: "adam,nesterov"; "none" for none. */
export function several<T extends string>(
  description: Description<readonly NoInfer<T>[]> & { options: Record<T, string> },
): Parameter<readonly T[]> {
  const values = Object.keys(description.options) as T[];
  return {
    ...about(description),
    control: {
      kind: "several",
      options: values.map((value) => ({ value, label: description.options[value] })),
    },
    parse: (text) => {
      const given = text === "none" ? [] : text.split(",").map((each) => each.trim());
      const unknown = given.find((each) => !values.includes(each as T));
      return unknown === undefined
        ? { value: values.filter((value) => given.includes(value)) }
        : { problem: problemWords.notOneOf(unknown, values) };
    },
    format: (chosen) => chosen.join(",") || "none",
  };
}

/** As many numbers as there are names: "0.5,-1". */
export function numbers(
  description: Description<readonly number[]> & Range & { names: readonly string[] },
): Parameter<readonly number[]> {
  const { names, min, max } = description;
  return {
    ...about(description),
    control: { kind: "numbers", names },
    parse: (text) => {
      const parts = text.split(",");
      if (parts.length !== names.length)
        return { problem: problemWords.notSeveral(text, names.length) };
      return parseAll(parts, min, max);
    },
    format: (value) => value.join(","),
  };
}

export function parseAll(parts: readonly string[], min: number, max: number): Checked<number[]> {
  const values: number[] = [];
  for (const part of parts) {
    const checked = parseNumber(part, min, max);
    if ("problem" in checked) return checked;
    values.push(checked.value);
  }
  return { value: values };
}

function about<T>({ label, help, fallback, rare = false }: Description<T>) {
  return { label, help, fallback, rare };
}

export function parseNumber(text: string, min: number, max: number): Checked<number> {
  const value = text.trim() === "" ? NaN : Number(text);
  if (Number.isNaN(value)) return { problem: problemWords.notANumber(text) };
  return value >= min && value <= max ? { value } : { problem: problemWords.outside(text.trim(), min, max) };
}

/** taskCap → task-cap, the spelling of attributes and addresses. */
export function attributeName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export function namesOf<Values>(table: ParameterTable<Values>): (keyof Values & string)[] {
  return Object.keys(table) as (keyof Values & string)[];
}

export function fallbacks<Values>(table: ParameterTable<Values>): Values {
  return Object.fromEntries(namesOf(table).map((name) => [name, table[name].fallback])) as Values;
}

export type Texts<Values> = { [Name in keyof Values]: string };
export type Problems<Values> = { [Name in keyof Values]?: string };

/** Values of all texts; where one is refused, its problem as "layers: 12 is outside [1, 8]", and the fallback. */
export function checkAll<Values>(
  table: ParameterTable<Values>,
  texts: Partial<Texts<Values>>,
): { values: Values; problems: Problems<Values> } {
  const values = fallbacks(table);
  const problems: Problems<Values> = {};
  for (const name of namesOf(table)) {
    const text = texts[name];
    if (text === undefined) continue;
    const checked = table[name].parse(text);
    if ("value" in checked) values[name] = checked.value;
    else problems[name] = `${name}: ${checked.problem}`;
  }
  return { values, problems };
}

/** The texts that a source of attributes or of an address gives; null where it has none. */
export function readTexts<Values>(
  table: ParameterTable<Values>,
  get: (attribute: string) => string | null,
): Partial<Texts<Values>> {
  const given = namesOf(table).map((name) => [name, get(attributeName(name))] as const);
  return Object.fromEntries(given.filter(([, text]) => text !== null)) as Partial<Texts<Values>>;
}

/** Only what differs from the defaults, so that addresses stay short and new parameters do not break old ones. */
export function toQuery<Values>(table: ParameterTable<Values>, values: Values): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of namesOf(table)) {
    const text = table[name].format(values[name]);
    if (text !== table[name].format(table[name].fallback)) query.set(attributeName(name), text);
  }
  return query;
}

/** "?noise=uniform:5", or nothing. Colons, commas and semicolons are legal in a query and readable. */
export function readableQuery(query: URLSearchParams): string {
  const text = query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",").replaceAll("%3B", ";");
  return text ? `?${text}` : "";
}
