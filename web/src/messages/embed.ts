// The words of an instrument on a page elsewhere.
export const embedWords = {
  notLoaded: "This figure could not be loaded.",
  retry: "Retry",
  reload: "Reload the page",
  open: "An interactive figure; open it on its own page.",
} as const;

export const instrumentTitles = {
  "lt-descent": "Layers of a trained transformer as steps of an optimiser",
  "lt-walkthrough": "A linear transformer with every number",
  "lt-train": "Training a linear transformer",
  "lt-attention": "Softmax and linear attention, step by step",
  "lt-layer": "One layer of linear attention",
  "lt-race": "Softmax against linear attention on this device",
  "lt-stream": "Five recurrent memories on a live stream",
} as const;

/** Ways to put an instrument into a page, as "Copy embed" offers them. */
export const embedForms = {
  element: "as an element",
  frame: "as an iframe",
  picture: "as a picture with a link",
  markdown: "as Markdown",
} as const;
