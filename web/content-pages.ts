// Chapters in Markdown with TeX become static HTML when the site is built: no script renders text on the page.
import { readFile } from "node:fs/promises";
import MarkdownIt from "markdown-it";
import temml from "temml";
import type { Plugin } from "vite";

const markdown = new MarkdownIt({ html: true, typographer: true });

/** $…$ and $$…$$ as MathML. Style attributes go: the page's Content-Security-Policy blocks them. */
export function renderMath(source: string): string {
  return source
    .replace(/\$\$([\s\S]+?)\$\$/g, (_, tex: string) => `<div class="formula">${mathMl(tex, true)}</div>`)
    .replace(/(?<!\\)\$([^$\n]+?)\$/g, (_, tex: string) => mathMl(tex, false));
}

export function mathMl(tex: string, displayMode: boolean): string {
  const rendered = temml.renderToString(tex.trim(), { displayMode, throwOnError: true, annotate: false });
  return rendered.replace(/\sstyle="[^"]*"/g, "").replace(/\n/g, "");
}

export function renderMarkdown(source: string): string {
  return markdown.render(renderMath(source));
}

/** Replaces <!-- content: intro.md --> in a page with the rendered file of `folder`; HTML is taken as it is. */
export function contentPages(folder: string): Plugin {
  return {
    name: "ltlab-content-pages",
    configureServer: (server) => void server.watcher.add(folder),
    transformIndexHtml: {
      order: "pre",
      handler: (page) => includeContent(page, folder),
    },
  };
}

export async function includeContent(page: string, folder: string): Promise<string> {
  const parts = page.split(/<!-- content: ([\w-]+\.(?:md|html)) -->/);
  const rendered = await Promise.all(
    parts.map((part, i) => (i % 2 === 0 ? part : readContent(`${folder}/${part}`))),
  );
  return rendered.join("");
}

async function readContent(file: string): Promise<string> {
  const source = await readFile(file, "utf8");
  return file.endsWith(".md") ? renderMarkdown(source) : source;
}
