// The custom-elements manifest (schema 1.0.0), made of the parameter tables: editors and catalogues read it.
import { instrumentNames, type InstrumentName } from "../src/embed/instruments.ts";
import { instrumentTitles } from "../src/messages/embed.ts";
import { instrumentTables } from "../src/state/instrument-tables.ts";
import { attributeName, type Control, type Parameter } from "../src/state/parameters.ts";

const quoted = (options: readonly { value: string }[]) => options.map(({ value }) => JSON.stringify(value)).join(" | ");

function typeOf(control: Control): string {
  switch (control.kind) {
    case "choice":
      return quoted(control.options);
    case "slider":
    case "number":
      return "number";
    case "switch":
      return "boolean";
    default:
      return "string";
  }
}

function rangeOf(control: Control): string {
  if (control.kind === "slider" || control.kind === "number") return ` From ${control.min} to ${control.max}.`;
  if (control.kind === "several") return ` Any of ${quoted(control.options)}, separated by commas.`;
  if (control.kind === "grid") return ` Rows of ${control.columns.join(", ")}: numbers with commas, rows with semicolons.`;
  return "";
}

const attribute = (name: string, { label, help, control, fallback, format }: Parameter<never>) => ({
  name: attributeName(name),
  type: { text: typeOf(control) },
  default: JSON.stringify(format(fallback)),
  description: `${label}. ${help}${rangeOf(control)}`.trim(),
});

const theme = {
  name: "theme",
  type: { text: '"auto" | "light" | "dark"' },
  default: '"auto"',
  description: "Appearance. auto: as the page around the element.",
};

const shared = {
  kind: "class",
  customElement: true,
  superclass: { name: "LitElement", package: "lit" },
  events: [
    {
      name: "lt-change",
      type: { text: "CustomEvent<URLSearchParams>" },
      description: "A parameter changed; the detail is what query() returns.",
    },
  ],
  slots: [{ name: "", description: "Seen until the element is there, and where it cannot be: a picture, a link." }],
  cssProperties: ["font", "paper", "panel", "ink", "soft-ink", "rule", "accent"].map((name) => ({ name: `--lt-${name}` })),
  cssParts: ["frame", "player", "take-away"].map((name) => ({ name })),
  members: [
    { kind: "method", name: "query", return: { type: { text: "URLSearchParams" } }, description: "The parameters that differ from their defaults." },
    { kind: "method", name: "settled", return: { type: { text: "Promise<void>" } }, description: "Resolves when everything shown belongs to the newest attributes." },
  ],
};

function moduleOf(name: InstrumentName) {
  const path = `src/elements/${name}.js`;
  const className = `Lt${name.charAt(3).toUpperCase()}${name.slice(4)}`;
  const parameters = Object.entries(instrumentTables[name]).map(([key, parameter]) => attribute(key, parameter));
  return {
    kind: "javascript-module",
    path,
    declarations: [
      { ...shared, name: className, tagName: name, description: instrumentTitles[name], attributes: [...parameters, theme] },
    ],
    exports: [
      { kind: "js", name: className, declaration: { name: className, module: path } },
      { kind: "custom-element-definition", name, declaration: { name: className, module: path } },
    ],
  };
}

export const customElements = () => ({
  schemaVersion: "1.0.0",
  readme: "README.md",
  modules: instrumentNames.map(moduleOf),
});
