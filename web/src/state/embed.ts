// What a page elsewhere needs to show an instrument in its present state.
import {
  frameHeightScript,
  frameOf,
  instrumentPages,
  libraryScript,
  posterOf,
  type InstrumentName,
} from "../embed/instruments.ts";
import { heightAt } from "../embed/reserved-space.ts";
import { embedForms, embedWords as words, instrumentTitles } from "../messages/embed.ts";
import { readableQuery } from "./parameters.ts";

export type EmbedForm = keyof typeof embedForms;

export interface Embedded {
  /** The address of the site, with a slash at its end. */
  site: string;
  element: InstrumentName;
  /** The parameters that differ from their defaults. */
  query: URLSearchParams;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]!);

function tag(name: string, attributes: Iterable<readonly [string, string]>): string {
  return `<${name}${[...attributes].map(([attribute, value]) => ` ${attribute}="${escaped(value)}"`).join("")}>`;
}

/** The width of a column of text. */
const usualWidth = 720;

export const linkTo = ({ site, element, query }: Embedded) => site + instrumentPages[element] + readableQuery(query);

const script = (address: string) => `${tag("script", [["type", "module"], ["src", address]])}</script>`;

/** Stays where no script runs: in a feed, in print, on a page that forbids it. */
function linkedPicture(embedded: Embedded): string {
  const { site, element } = embedded;
  const alt = `${instrumentTitles[element]}. ${words.open}`;
  const picture = tag("img", [["src", site + posterOf(element)], ["width", "100%"], ["alt", alt]]);
  return `${tag("a", [["href", linkTo(embedded)]])}${picture}</a>`;
}

function elementSnippet(embedded: Embedded): string {
  const { site, element, query } = embedded;
  return `${script(site + libraryScript)}\n${tag(element, query)}${linkedPicture(embedded)}</${element}>`;
}

const permissions = ["allow-scripts", "allow-downloads", "allow-popups"];

/** The second line gives the frame the height of what is in it; without it, it scrolls. */
function frameSnippet({ site, element, query }: Embedded): string {
  const frame = tag("iframe", [
    ["src", site + frameOf(element) + readableQuery(query)],
    ["title", instrumentTitles[element]],
    ["width", "100%"],
    ["height", String(heightAt(element, usualWidth))],
    ["loading", "lazy"],
    ["sandbox", permissions.join(" ")],
    ["allow", "clipboard-write"],
  ]);
  return `${frame}</iframe>\n${script(site + frameHeightScript)}`;
}

/** Square brackets end a Markdown text, round ones its address. */
function markdownSnippet(embedded: Embedded): string {
  const address = linkTo(embedded).replaceAll("(", "%28").replaceAll(")", "%29");
  return `[![${instrumentTitles[embedded.element]}](${embedded.site}${posterOf(embedded.element)})](${address})`;
}

const snippets: Record<EmbedForm, (embedded: Embedded) => string> = {
  element: elementSnippet,
  frame: frameSnippet,
  picture: linkedPicture,
  markdown: markdownSnippet,
};

export const embedSnippet = (form: EmbedForm, embedded: Embedded) => snippets[form](embedded);
