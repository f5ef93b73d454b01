import { css } from "lit";

export const ltTrainStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    font: 400 15px/1.5 var(--lt-font, system-ui, sans-serif);
    color: var(--ink);
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  .frame {
    display: grid;
    gap: 20px;
    padding: 20px;
    background: var(--paper);
    border: 1px solid var(--rule);
    border-radius: calc(var(--radius) * 1.5);
    grid-template: "stage" "weights" "settings" / minmax(0, 1fr);
  }
  .stage {
    grid-area: stage;
    display: grid;
    gap: 16px;
    align-content: start;
    min-width: 0;
  }
  .weights {
    grid-area: weights;
    min-width: 0;
  }
  .settings {
    grid-area: settings;
    min-width: 0;
  }
  @container (min-width: 820px) {
    .frame {
      grid-template: "settings stage" auto "settings weights" 1fr / 248px minmax(0, 1fr);
      column-gap: 32px;
      padding: 28px;
    }
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  button {
    font: inherit;
    font-weight: 550;
    min-height: 44px;
    padding: 0 18px;
    color: var(--ink);
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    border-color: var(--ink);
  }
  button:disabled {
    color: var(--soft-ink);
    border-color: var(--rule);
    cursor: default;
  }
  .primary {
    min-width: 132px;
    padding: 0 28px;
    font-size: 17px;
    color: var(--on-accent);
    background: var(--accent);
    border-color: var(--accent);
  }
  .primary:disabled {
    color: var(--soft-ink);
    background: var(--panel);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .words {
    min-height: 112px;
    padding: 14px 0 10px;
  }
  .note {
    margin: 6px 0 0;
    max-width: 76ch;
    font-size: 14px;
    color: var(--soft-ink);
  }
  .sentence {
    margin: 0;
    max-width: 62ch;
    font-size: 17px;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }
  .sentence.lost,
  .sentence.refused {
    color: var(--wrong);
  }
  progress {
    display: block;
    width: 100%;
    height: 6px;
    appearance: none;
    border: 0;
    border-radius: 3px;
    background: var(--rule);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--rule);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  .facts {
    margin: 6px 0 0;
    color: var(--soft-ink);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
  }

  @container (max-width: 420px) {
    .frame {
      padding: 16px;
    }
    .words {
      min-height: 196px;
    }
    .actions .primary {
      flex: 1 1 100%;
    }
    .actions button {
      flex: 1 1 auto;
    }
  }

  figure {
    margin: 0;
  }
  figcaption {
    font-weight: 600;
  }
  .plot figcaption span,
  .omega figcaption span {
    font-weight: 400;
    color: var(--soft-ink);
  }
  .plot figcaption span {
    margin-left: 4px;
    font-size: 13.5px;
  }
  .chart {
    display: block;
    max-width: 100%;
    overflow: visible;
  }
  text {
    font: 400 12px var(--lt-font, system-ui, sans-serif);
    fill: var(--soft-ink);
    font-variant-numeric: tabular-nums;
  }
  .end {
    text-anchor: end;
  }
  .middle {
    text-anchor: middle;
  }
  .grid {
    stroke: var(--rule);
  }
  .axis,
  .tick-mark {
    stroke: var(--edge);
  }
  .leader {
    fill: none;
    stroke: var(--rule);
  }
  .label {
    fill: var(--mark);
    font-weight: 600;
  }
  .swatch {
    vertical-align: baseline;
    margin-right: 6px;
  }

  h3 {
    margin: 0 0 10px;
    font-size: 16px;
    font-weight: 600;
  }
  .omegas {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(124px, 1fr));
    gap: 16px 20px;
  }
  .omega {
    max-width: 240px;
  }
  .omega figcaption {
    min-height: 2.7em;
    font-size: 15px;
    line-height: 1.25;
  }
  .omega figcaption span {
    display: block;
    font-size: 13px;
  }
  sub {
    font-size: 0.75em;
    line-height: 0;
  }
  .omega svg,
  .matrix svg {
    display: block;
    width: 100%;
    height: auto;
  }
  .positive {
    fill: var(--positive);
  }
  .negative {
    fill: var(--negative);
  }
  .positive-text {
    color: var(--positive);
  }
  .negative-text {
    color: var(--negative);
  }
  .matrices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(84px, 1fr));
    gap: 16px;
  }
  .layer-matrices {
    display: grid;
    gap: 6px;
    max-width: 180px;
  }
  .layer-name {
    margin: 0;
    font-size: 13px;
    color: var(--soft-ink);
  }
  .matrix {
    display: grid;
    grid-template-columns: 14px 1fr;
    align-items: center;
    gap: 4px;
  }
  .matrix figcaption {
    grid-area: 1 / 1;
    font: italic 13px Georgia, serif;
  }
  .matrix-frame {
    fill: var(--panel);
    stroke: var(--rule);
    stroke-width: 0.1;
  }

  .controls {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(216px, 100%), 1fr));
    gap: 14px 24px;
  }
  .control {
    min-width: 0;
  }
  .pair {
    margin-top: 14px;
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 14px 12px;
  }
  label {
    display: block;
    margin-bottom: 3px;
    font-weight: 550;
    font-size: 14px;
  }
  select,
  input[type="text"] {
    font: inherit;
    width: 100%;
    min-height: 36px;
    padding: 0 8px;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--edge);
    border-radius: 6px;
  }
  input[aria-invalid="true"] {
    border: 2px solid var(--wrong);
  }
  .slider-row,
  .noise-row {
    display: flex;
    gap: 8px;
    align-items: center;
  }
  .noise-row select {
    flex: 1 1 auto;
    min-width: 0;
  }
  .noise-row input {
    flex: 0 0 72px;
    width: 72px;
  }
  input[type="range"] {
    flex: 1;
    min-width: 0;
    height: 36px;
    margin: 0;
    accent-color: var(--accent);
  }
  output {
    min-width: 1.5em;
    text-align: right;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .hint,
  .problem {
    margin: 3px 0 0;
    font-size: 13px;
    line-height: 1.35;
    color: var(--soft-ink);
  }
  .problem {
    color: var(--wrong);
    font-weight: 550;
  }
  summary {
    min-height: 32px;
    padding: 4px 0;
    cursor: pointer;
    font-size: 14px;
    color: var(--soft-ink);
  }
  .more {
    margin-top: 14px;
  }
  .more .controls {
    margin-top: 8px;
  }
  table {
    margin: 8px 0 16px;
    border-collapse: collapse;
    font-size: 14px;
  }
  caption {
    text-align: left;
    padding-bottom: 4px;
    color: var(--soft-ink);
  }
  th,
  td {
    padding: 3px 20px 3px 0;
    text-align: left;
    font-weight: 400;
    border-bottom: 1px solid var(--rule);
  }
  thead th {
    font-weight: 600;
  }
  .amount {
    text-align: right;
    font-variant-numeric: tabular-nums;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
