// The words of the gallery: every instrument, set as a post needs it.
export const galleryWords = {
  choose: "Instrument",
  settings: "Every parameter",
  reset: "Reset",
  preview: "Preview",
  width: "Width",
  widths: { "320": "320 px, a phone", "480": "480 px", "720": "720 px, a column of text", full: "all there is" },
  theme: "Appearance",
  themes: { auto: "as the page", light: "light", dark: "dark" },
  snippet: "For your page",
  form: "Form",
  copy: "Copy",
  copied: "Copied",
  byHand: "Select the text and copy it.",
  loading: "Loading the instrument.",
  notLoaded: "The instrument could not be loaded. Reload the page to try again.",
} as const;

export const instrumentSummaries = {
  "lt-descent": "The weights that a trained transformer reads out after each layer, beside ten optimisers.",
  "lt-walkthrough": "One task through a network with every number, term by term, explained and checked.",
  "lt-train": "Train GD++, DIAG or FULL in seconds, against the published losses.",
  "lt-attention": "Both mechanisms on one short sequence, with the numbers that made every cell.",
  "lt-layer": "One layer as similarity × transformation, beside a step of gradient descent.",
  "lt-race": "Softmax, windowed and linear attention, counted and timed on the reader's device.",
  "lt-stream": "Recurrent memories of constant size on a drifting sensor, or on own readings.",
} as const;

/** Where a snippet goes. */
export const snippetWords = {
  html: { label: "HTML element", where: "Anywhere in the page. Two lines; the second is the figure." },
  iframe: { label: "iframe", where: "Anywhere. Runs in a sandbox; the second line fits its height." },
  picture: { label: "Picture with a link", where: "Where no script may run: newsletters, Notion, Medium." },
  markdown: { label: "Markdown picture", where: "A README, a forum, any Markdown." },
  jekyll: { label: "Jekyll", where: "In a post: Markdown lets HTML through when empty lines surround it." },
  hugo: { label: "Hugo", where: "In a page, with the shortcode of web/samples/hugo." },
  quarto: { label: "Quarto", where: "In a .qmd file, as a raw block of HTML." },
  mkdocs: { label: "MkDocs", where: "In a page; the script as extra_javascript of mkdocs.yml, or here." },
  docusaurus: { label: "Docusaurus", where: "In an .mdx page; the script goes into docusaurus.config.js." },
  astro: { label: "Astro", where: "In an .astro or .mdx file; is:inline keeps Astro from bundling it." },
  jupyter: { label: "Jupyter", where: "In a cell of Python." },
} as const;
