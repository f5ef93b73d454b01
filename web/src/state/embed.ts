// What a page elsewhere needs to show an instrument in its present state.

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]!);

export function embedSnippet(script: string, element: string, query: URLSearchParams): string {
  const attributes = [...query].map(([name, value]) => ` ${name}="${escaped(value)}"`).join("");
  return `<script type="module" src="${escaped(script)}"></script>\n<${element}${attributes}></${element}>`;
}
