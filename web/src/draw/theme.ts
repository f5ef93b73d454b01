import { css } from "lit";

/**
 * One colour per concept, light and dark. The attribute theme says which, light, dark or auto: elements/host-theme.ts
 * follows the page around the element. Hues are from Okabe and Ito's set, which stay apart for colour-blind readers,
 * darkened or lightened until lines have a contrast of 3 : 1 and text 4.5 : 1; dash patterns repeat the distinction.
 */
export const theme = css`
  :host {
    --paper: var(--lt-paper, light-dark(#ffffff, #14171c));
    --panel: var(--lt-panel, light-dark(#f6f7f9, #1c2027));
    --ink: var(--lt-ink, light-dark(#1a1d21, #e8eaed));
    --soft-ink: var(--lt-soft-ink, light-dark(#565d66, #a4abb5));
    --rule: var(--lt-rule, light-dark(#d9dde2, #353b45));
    --edge: light-dark(#858c95, #767e8a);
    --accent: var(--lt-accent, light-dark(#0b62b5, #5fb0ff));
    --on-accent: light-dark(#ffffff, #08131f);
    --wrong: light-dark(#b3261e, #ff8a80);
    --transformer: light-dark(#0b62b5, #5fb0ff);
    --const-rr: light-dark(#a85800, #f0a850);
    --ada-rr: light-dark(#007a5a, #3ecb9c);
    --tuned-rr: light-dark(#9b3f86, #e08fcb);
    --ols: light-dark(#6b727c, #98a0ab);
    --published: light-dark(#1a1d21, #e8eaed);
    --positive: light-dark(#0b62b5, #5fb0ff);
    --negative: light-dark(#c2410c, #ff9757);
    --radius: 8px;
  }
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
  }
`;

/** Strokes and dashes of concepts, for lines in figures and for the swatches that name them. */
export const marks = css`
  .transformer {
    --mark: var(--transformer);
  }
  .batch {
    --mark: var(--transformer);
  }
  .constRr {
    --mark: var(--const-rr);
    stroke-dasharray: 8 4;
  }
  .adaRr {
    --mark: var(--ada-rr);
    stroke-dasharray: 4 3;
  }
  .tunedRr {
    --mark: var(--tuned-rr);
    stroke-dasharray: 10 3 2 3;
  }
  .ols {
    --mark: var(--ols);
    stroke-dasharray: 1 3;
  }
  .published {
    --mark: var(--published);
    stroke-dasharray: 2 4;
  }
  path.mark,
  line.mark {
    fill: none;
    stroke: var(--mark);
    stroke-width: 1.75;
  }
  path.transformer {
    stroke-width: 2.75;
    stroke-linejoin: round;
  }
  path.batch {
    stroke-width: 1;
    stroke-opacity: 0.4;
  }
  circle.mark {
    fill: var(--mark);
    stroke: var(--paper);
    stroke-width: 2;
    stroke-dasharray: none;
  }
`;
