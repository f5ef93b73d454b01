// What a page elsewhere needs to show an instrument in its present state.

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]!);

export interface Embedded {
  script: string;
  element: string;
  query: URLSearchParams;
  /** What stands there until the element is drawn, or for ever: without script, in a feed, in print. */
  instead: { address: string; text: string };
}

export function embedSnippet({ script, element, query, instead }: Embedded): string {
  const attributes = [...query].map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
  const link = `<a href="${escaped(instead.address)}">${escaped(instead.text)}</a>`;
  return `<script type="module" src="${escaped(script)}"></script>\n<${element}${attributes}>${link}</${element}>`;
}
