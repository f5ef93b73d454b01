import { css } from "lit";

/** One colour for what belongs together, in equations and pictures; after draw/theme.ts and draw/method-theme.ts. */
export const walkthroughTheme = css`
  .weights {
    --mark: var(--transformer);
  }
  .memory {
    --mark: var(--heavy-ball);
  }
  .axes {
    --mark: var(--nesterov);
  }
  .labels {
    --mark: var(--rmsprop);
  }
  .gradient {
    --mark: var(--gradient-descent);
  }
  .plain {
    --mark: var(--soft-ink);
  }
  .arrow.lit,
  .origin.lit {
    stroke-width: 4;
  }
  .origin {
    fill: var(--paper);
    stroke: var(--mark);
    stroke-width: 2;
  }
  .head.lit {
    stroke: var(--ink);
  }
  .link-name,
  .place-name {
    fill: var(--mark, var(--ink));
    font: italic 600 14px Georgia, "Times New Roman", serif;
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 3px;
  }
  .magnifier,
  .frame-before,
  .frame-now,
  .ellipse {
    fill: none;
    stroke: var(--edge);
  }
  .frame-before {
    stroke-dasharray: 3 3;
  }
  .frame-now {
    stroke: var(--mark);
    stroke-width: 2;
  }
  .frame-before.lit,
  .frame-now.lit {
    stroke: var(--mark);
    stroke-width: 3;
  }
  .ellipse {
    stroke: var(--nesterov);
    stroke-width: 2.5;
  }
  .query {
    fill: none;
    stroke: var(--transformer);
    stroke-width: 2.5;
  }
  .landmark.lit {
    stroke-width: 4;
  }
`;
