// Style sheets in css`…` without the white space and comments that only readers need.
import type { Plugin } from "vite";

/** Of a sheet, or of a part of one. What stands between the braces of ${…} stays as it is but for runs of spaces. */
export function minifyCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .trim();
}

export function minifyStyles(): Plugin {
  return {
    name: "ltlab-minify-styles",
    apply: "build",
    enforce: "pre",
    transform: (code, id) =>
      /\.ts$/.test(id) && code.includes("css`") ? code.replace(/(?<=\bcss`)[^`]*(?=`)/g, minifyCss) : undefined,
  };
}
