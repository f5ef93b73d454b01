// What the page in an iframe tells the page around it.
export const frameSource = "linear-transformer-lab";

export interface FrameHeight {
  source: typeof frameSource;
  element: string;
  /** Of the instrument, in pixels. */
  height: number;
}
