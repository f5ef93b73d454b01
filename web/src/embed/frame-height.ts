// For pages elsewhere: gives every iframe with an instrument the height of what is in it.
import { frameSource, type FrameHeight } from "./frame-message.ts";

/** Higher than any instrument in any column. */
const most = 20_000;

addEventListener("message", ({ source, data }: MessageEvent<Partial<FrameHeight> | null>) => {
  if (data?.source !== frameSource || typeof data.height !== "number") return;
  const frame = [...document.querySelectorAll("iframe")].find(({ contentWindow }) => contentWindow === source);
  if (frame && data.height > 0) frame.style.height = `${Math.min(data.height, most)}px`;
});
