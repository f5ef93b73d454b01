// The page of one instrument for an iframe: its address sets the parameters and the appearance, and the page around it
// is told the height.
import { frameSource, type FrameHeight } from "../embed/frame-message.ts";

const instrument = document.body.firstElementChild as HTMLElement;
const query = new URLSearchParams(location.search);
const theme = query.get("theme");
if (theme === "light" || theme === "dark") document.documentElement.style.colorScheme = theme;
query.delete("theme");
for (const [name, value] of query) if (/^[a-z][a-z-]*$/.test(name)) instrument.setAttribute(name, value);

let told = 0;
new ResizeObserver(() => {
  const height = Math.ceil(instrument.getBoundingClientRect().height);
  if (height === told) return;
  told = height;
  parent.postMessage({ source: frameSource, element: instrument.localName, height } satisfies FrameHeight, "*");
}).observe(instrument);
