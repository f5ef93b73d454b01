// A page per instrument for an iframe, and its oEmbed description.
import type { Plugin } from "vite";
import { frameOf, instrumentNames, instrumentPages, libraryScript, posterOf, type InstrumentName } from "./src/embed/instruments.ts";
import { heightAt } from "./src/embed/reserved-space.ts";
import { instrumentTitles } from "./src/messages/embed.ts";
import { embedSnippet } from "./src/state/embed.ts";

/**
 * Without a Content-Security-Policy of its own: in a sandboxed frame the page has no origin that 'self' could mean.
 */
export function framePage(name: InstrumentName): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${instrumentTitles[name]}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <base target="_blank" />
    <link rel="canonical" href="../${instrumentPages[name]}" />
    <link rel="stylesheet" href="../frame.css" />
    <script type="module" src="../${libraryScript}"></script>
    <script type="module" src="../assets/frame.js"></script>
  </head>
  <body><${name}><img class="poster" src="../${posterOf(name)}" alt="" /></${name}></body>
</html>
`;
}

const oembedWidth = 720;

/** oEmbed 1.0; its addresses are absolute. */
export function oembed(name: InstrumentName, site: string): string {
  const query = new URLSearchParams();
  const html = embedSnippet("frame", { site, element: name, query });
  const size = { width: oembedWidth, height: heightAt(name, oembedWidth) };
  const provider = { provider_name: "linear-transformer-lab", provider_url: site };
  const thumbnail = { thumbnail_url: site + posterOf(name), thumbnail_width: 640, thumbnail_height: 480 };
  return JSON.stringify(
    { version: "1.0", type: "rich", title: instrumentTitles[name], ...provider, ...size, html, ...thumbnail },
    undefined,
    1,
  );
}

const discovery = (page: string, site: string) =>
  instrumentNames
    .filter((name) => page.includes(`<${name}`))
    .map((name) => ({
      tag: "link",
      attrs: {
        rel: "alternate",
        type: "application/json+oembed",
        href: `${site}oembed/${name}.json`,
        title: instrumentTitles[name],
      },
      injectTo: "head" as const,
    }));

/** `site`: the address that the site will have; without it there is no oEmbed. */
export function embedPages(site: string | undefined): Plugin {
  if (site !== undefined && !/^https?:\/\/.+\/$/.test(site))
    throw new RangeError(`LTLAB_SITE: "${site}" must be an address that ends with a slash, such as https://example.org/lab/`);
  return {
    name: "ltlab-embed-pages",
    apply: "build",
    transformIndexHtml: (page) => (site ? discovery(page, site) : []),
    generateBundle() {
      for (const name of instrumentNames) {
        this.emitFile({ type: "asset", fileName: frameOf(name), source: framePage(name) });
        if (site) this.emitFile({ type: "asset", fileName: `oembed/${name}.json`, source: oembed(name, site) });
      }
    },
  };
}
