import { css } from "lit";

/** Controls, tables and text of figures, the same in every instrument. */
export const instrumentStyles = css`
  :host {
    display: block;
    /* Without it no picture finds its place: a rule of the page for all elements must not take it away. */
    container-type: inline-size !important;
  }
  /* A page may have set for all its elements what pictures and numbers cannot bear; inside it ends here. */
  .frame,
  fieldset {
    direction: ltr;
    font: 400 15px/1.5 var(--lt-font, system-ui, sans-serif);
    color: var(--ink);
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    letter-spacing: normal;
    word-spacing: normal;
    white-space: normal;
    hyphens: manual;
  }
  :host([hidden]) {
    display: none;
  }
  /* What is painted anew with every frame keeps neither its neighbours nor the page around from staying as they are. */
  :host,
  .settings,
  .presets,
  .player,
  .inspected > svg,
  .key,
  .readout,
  .sentence,
  .table,
  .take-away {
    isolation: isolate;
  }
  *,
  *::before {
    box-sizing: border-box;
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
  .scroll {
    overflow-x: auto;
  }
  .scroll th,
  .scroll td {
    white-space: nowrap;
  }
  figure {
    margin: 0;
  }
  figcaption {
    font-weight: 600;
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
  .take-away {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
    margin-top: 8px;
  }
  .take-away button {
    min-height: 36px;
    padding: 0 12px;
    font-size: 14px;
    font-weight: 500;
  }
  .take-away select {
    min-height: 36px;
    font-size: 14px;
  }
  .joined {
    display: inline-flex;
    max-width: 100%;
  }
  .joined > button {
    flex: none;
    border-start-end-radius: 0;
    border-end-end-radius: 0;
  }
  .joined > select {
    min-width: 0;
    border-inline-start: none;
    border-start-start-radius: 0;
    border-end-start-radius: 0;
  }
  .told {
    min-height: 1.4em;
    font-size: 14px;
    color: var(--soft-ink);
  }
  .by-hand {
    flex: 1 1 100%;
    font-weight: 400;
  }
  .inspected {
    position: relative;
    border-radius: 4px;
  }
  path.cursor {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
    pointer-events: none;
  }
  .tooltip {
    position: absolute;
    z-index: 1;
    display: grid;
    width: max-content;
    max-width: min(240px, 100%);
    padding: 5px 9px;
    font-size: 13px;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
    color: var(--paper);
    background: var(--ink);
    border-radius: 6px;
    pointer-events: none;
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
  sub {
    font-size: 0.75em;
    line-height: 0;
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
  /* What stands in the tag, shown where nothing else can be. */
  .sentence.lost ~ .waiting,
  ::slotted(.no-script) {
    display: none;
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
