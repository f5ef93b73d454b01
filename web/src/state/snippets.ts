// How an instrument is put into a page of each kind of site.
import { frameOf } from "../embed/instruments.ts";
import { heightAt } from "../embed/reserved-space.ts";
import type { snippetWords } from "../messages/gallery.ts";
import { embedSnippet, type Embedded } from "./embed.ts";
import { readableQuery } from "./parameters.ts";

export type SnippetForm = keyof typeof snippetWords;

/** The width of a column of text. */
const usualWidth = 720;

const elementOf = (embedded: Embedded) => embedSnippet("element", embedded);
const [scriptLine, elementLine] = [0, 1].map((line) => (embedded: Embedded) => elementOf(embedded).split("\n")[line]!) as [
  (embedded: Embedded) => string,
  (embedded: Embedded) => string,
];

/** Hugo's quoted strings know the escapes of Go. */
function hugo({ element, query }: Embedded): string {
  const parameters = [["element", element], ...query].map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return ["{{<", "lab", ...parameters, ">}}"].join(" ");
}

/** MDX is no HTML: what is not closed, or begins with a brace, does not compile. */
const mdx = (embedded: Embedded) =>
  elementLine(embedded)
    .replace(/(<img [^>]*)>/, "$1 />")
    .replace(/[{}]/g, (brace) => `{"${brace}"}`);

function jupyter({ site, element, query }: Embedded): string {
  const address = JSON.stringify(site + frameOf(element) + readableQuery(query));
  return `from IPython.display import IFrame\nIFrame(${address}, width="100%", height=${heightAt(element, usualWidth)})`;
}

const snippets: Record<SnippetForm, (embedded: Embedded) => string> = {
  html: elementOf,
  iframe: (embedded) => embedSnippet("frame", embedded),
  picture: (embedded) => embedSnippet("picture", embedded),
  markdown: (embedded) => embedSnippet("markdown", embedded),
  jekyll: (embedded) => `\n${elementOf(embedded)}\n`,
  hugo,
  quarto: (embedded) => `\`\`\`{=html}\n${elementOf(embedded)}\n\`\`\``,
  mkdocs: (embedded) => `\n${elementOf(embedded)}\n`,
  docusaurus: mdx,
  astro: (embedded) => `${scriptLine(embedded).replace("<script", "<script is:inline")}\n${mdx(embedded)}`,
  jupyter,
};

export const snippetFor = (form: SnippetForm, embedded: Embedded): string => snippets[form](embedded);
