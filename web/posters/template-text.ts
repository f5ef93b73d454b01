// Templates of the elements as text: the pictures are drawn when the site is built, where there is no document.
import { nothing, type TemplateResult } from "lit";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign]!);
}

/** Of what does not listen: a template with event handlers, properties or directives is refused. */
export function templateText(value: unknown): string {
  if (value === nothing || value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(templateText).join("");
  if (isTemplate(value)) return filledText(value);
  if (typeof value === "object") throw new TypeError("templateText: only templates, lists and plain values have a text");
  return escapeText(String(value));
}

function isTemplate(value: unknown): value is TemplateResult {
  return typeof value === "object" && value !== null && "_$litType$" in value;
}

const openAttribute = /<[^<>]*?(\s([^\s"'<>=]+)=)$/;

function filledText({ strings, values }: TemplateResult): string {
  let text = strings[0]!;
  values.forEach((value, i) => {
    const [, opening, name] = openAttribute.exec(text) ?? [];
    if (name && /^[@.?]/.test(name)) throw new TypeError(`templateText: ${name} cannot be written as text`);
    if (opening && value === nothing) text = text.slice(0, -opening.length);
    else text += opening ? `"${templateText(value)}"` : templateText(value);
    text += strings[i + 1]!;
  });
  return text;
}
