import { css } from "lit";

/** Softmax, window and linear attention: one colour and dash each, as in draw/theme.ts. */
export const raceTheme = css`
  :host {
    --softmax: light-dark(#b8430f, #ff9b61);
    --window: light-dark(#6741d9, #b59cff);
    --linear: light-dark(#0b62b5, #5fb0ff);
  }
  .softmax {
    --mark: var(--softmax);
  }
  .window {
    --mark: var(--window);
  }
  .linear {
    --mark: var(--linear);
  }
  .scene {
    display: block;
    max-width: 100%;
    touch-action: pan-y;
  }
  .track {
    fill: var(--panel);
    stroke: var(--rule);
  }
  .bar {
    fill: var(--mark);
    fill-opacity: 0.72;
  }
  .bar.done {
    fill-opacity: 1;
  }
  .finish {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    stroke-dasharray: 4 4;
  }
  text.label {
    font-size: 13px;
  }
  text.amount {
    font-size: 13px;
  }
  text.done {
    fill: var(--ink);
    font-weight: 600;
  }
  .ghost,
  .trail,
  .law,
  .spread,
  .playhead,
  .crossing,
  .axis {
    fill: none;
  }
  .ghost {
    stroke: var(--mark);
    stroke-width: 1;
    stroke-opacity: 0.4;
  }
  .trail {
    stroke: var(--mark);
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .trail.window {
    stroke-dasharray: 7 4;
  }
  .law {
    stroke: var(--mark);
    stroke-width: 1.25;
    stroke-dasharray: 2 4;
  }
  .spread {
    stroke: var(--mark);
    stroke-width: 5;
    stroke-opacity: 0.3;
  }
  .point {
    fill: var(--mark);
    stroke: var(--paper);
    stroke-width: 1;
  }
  .playhead {
    stroke: var(--ink);
    stroke-opacity: 0.35;
  }
  .crossing {
    stroke: var(--ink);
    stroke-width: 1.5;
    stroke-dasharray: 2 3;
  }
`;
