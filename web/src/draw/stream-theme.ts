import { css } from "lit";

/** Five memories and the cache: one colour and dash each. */
export const streamTheme = css`
  :host {
    --linear: light-dark(#0b62b5, #5fb0ff);
    --retention: light-dark(#00765a, #3ecb9c);
    --delta: light-dark(#b8430f, #ff9b61);
    --gated-delta: light-dark(#9b3f86, #e08fcb);
    --mesa: light-dark(#1a1d21, #f1f3f5);
    --cache: light-dark(#836000, #e6bf45);
  }
  .linear {
    --mark: var(--linear);
    --dash: none;
  }
  .retention {
    --mark: var(--retention);
    --dash: 3 2;
  }
  .delta {
    --mark: var(--delta);
    --dash: 7 3;
  }
  .gated-delta {
    --mark: var(--gated-delta);
    --dash: 9 3 2 3;
  }
  .mesa {
    --mark: var(--mesa);
    --dash: none;
  }
  .cache {
    --mark: var(--cache);
    --dash: 10 3;
  }
  .scene {
    display: block;
    max-width: 100%;
    touch-action: pan-y;
  }
  .ghost,
  .trail,
  .leader,
  .axis,
  .floor,
  .playhead {
    fill: none;
  }
  .ghost {
    stroke: var(--mark);
    stroke-opacity: 0.3;
  }
  .trail {
    stroke: var(--mark);
    stroke-width: 1.75;
    stroke-dasharray: var(--dash);
    stroke-linejoin: round;
  }
  .trail.mesa {
    stroke-width: 2.25;
  }
  .head,
  .point {
    fill: var(--mark);
    stroke: var(--paper);
  }
  .floor {
    stroke: var(--ink);
    stroke-dasharray: 1 4;
  }
  .playhead {
    stroke: var(--ink);
    stroke-opacity: 0.35;
  }
  .cells {
    fill: var(--paper);
    stroke: var(--edge);
  }
  .positive {
    fill: var(--positive);
  }
  .negative {
    fill: var(--negative);
  }
  text.label {
    font-size: 13px;
  }
  text.map-name {
    font-size: 13px;
    font-weight: 600;
    fill: var(--mark, var(--ink));
  }
`;
