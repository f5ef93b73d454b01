import { css } from "lit";

/** Colours and dashes of the optimisers and of the points of a map; like draw/theme.ts, for the same eyes. */
export const methodTheme = css`
  :host {
    --gradient-descent: light-dark(#b8430f, #ff9b61);
    --heavy-ball: light-dark(#00765a, #3ecb9c);
    --nesterov: light-dark(#9b3f86, #e08fcb);
    --gradient-memory: light-dark(#5c636b, #aeb5bd);
    --rmsprop: light-dark(#836000, #e6bf45);
    --adam: light-dark(#0b7285, #58c9dd);
    --conjugate-gradient: light-dark(#6741d9, #b59cff);
    --gd-plus-plus: light-dark(#4f6f00, #b3cf3f);
    --newton-schulz: light-dark(#a61e4d, #ff8fab);
    --ridge: light-dark(#1a1d21, #f1f3f5);
    --true: light-dark(#1a1d21, #f1f3f5);
  }
  .gradient-descent {
    --mark: var(--gradient-descent);
    --dash: 7 3;
  }
  .heavy-ball {
    --mark: var(--heavy-ball);
    --dash: 3 2;
  }
  .nesterov {
    --mark: var(--nesterov);
    --dash: 9 3 2 3;
  }
  .gradient-memory {
    --mark: var(--gradient-memory);
    --dash: 2 3;
  }
  .rmsprop {
    --mark: var(--rmsprop);
    --dash: 5 2 1 2;
  }
  .adam {
    --mark: var(--adam);
    --dash: 6 2;
  }
  .conjugate-gradient {
    --mark: var(--conjugate-gradient);
    --dash: 12 3;
  }
  .gd-plus-plus {
    --mark: var(--gd-plus-plus);
    --dash: 4 2 1 2 1 2;
  }
  .newton-schulz {
    --mark: var(--newton-schulz);
    --dash: 10 2 3 2;
  }
  .ridge {
    --mark: var(--ridge);
    --dash: 1 2;
  }
  .true {
    --mark: var(--true);
  }
  .scene {
    display: block;
    max-width: 100%;
    touch-action: pan-y;
  }
  .contour {
    fill: var(--ink);
    fill-opacity: 0.035;
    stroke: var(--edge);
    stroke-opacity: 0.55;
  }
  .zero {
    fill: none;
    stroke: var(--edge);
    stroke-opacity: 0.5;
  }
  .ghost,
  .trail,
  .arrow,
  .playhead {
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
    stroke-dasharray: var(--dash, none);
  }
  .trail.transformer {
    stroke-width: 3.25;
  }
  .step {
    fill: var(--mark);
  }
  .head {
    fill: var(--mark);
    stroke: var(--paper);
    stroke-width: 2;
  }
  .arrow {
    stroke: var(--mark);
    stroke-width: 2.25;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .swatch .mark {
    stroke-width: 2.5;
    stroke-dasharray: var(--dash, none);
  }
  path.leader {
    stroke: var(--edge);
    stroke-dasharray: 1 2;
  }
  .landmark {
    stroke-dasharray: none;
    fill: var(--paper);
    stroke: var(--mark, var(--ink));
    stroke-width: 2;
  }
  .landmark-name {
    fill: var(--ink);
    font-weight: 600;
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 3px;
  }
  .start {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    stroke-dasharray: 3 2;
  }
  .playhead {
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .axis-name {
    font-style: italic;
  }
  path.grid,
  path.axis {
    fill: none;
  }
  .handle {
    fill: transparent;
    cursor: grab;
    touch-action: none;
  }
  .handle:hover {
    fill: var(--ink);
    fill-opacity: 0.08;
  }
  .level {
    fill: none;
    stroke: var(--transformer);
    stroke-opacity: 0.55;
  }
  .level-zero {
    stroke-width: 2;
    stroke-opacity: 0.9;
  }
  .level-name {
    fill: var(--transformer);
    paint-order: stroke;
    stroke: var(--paper);
    stroke-width: 3px;
  }
  .pair {
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .pair.positive {
    fill: var(--ink);
  }
  .pair.negative {
    fill: var(--paper);
  }
`;
