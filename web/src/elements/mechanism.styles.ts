import { css } from "lit";

/** Where things are in lt-attention and lt-layer. */
export const mechanismStyles = css`
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 28px;
    padding: 16px;
    background: var(--paper);
    border: 1px solid var(--rule);
    border-radius: calc(var(--radius) * 1.5);
  }
  .stage {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    align-content: start;
    min-width: 0;
  }
  .waiting {
    min-height: 900px;
  }
  .place {
    min-width: 12.5em;
  }
  .scene {
    display: block;
    max-width: 100%;
    height: auto;
  }
  figcaption span {
    font-weight: 400;
    color: var(--soft-ink);
  }
  .stage-words {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px 36px;
    margin: 0;
    font-size: 14px;
    min-height: 3em;
  }
  .stage-words b {
    color: var(--mark);
  }
  .sentence {
    margin: 0;
    max-width: 80ch;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .refused,
  .lost {
    color: var(--wrong);
    font-weight: 550;
  }
  .bracket-figure,
  .diagram-figure {
    margin-top: 10px;
    padding-top: 18px;
    border-top: 1px solid var(--rule);
  }
  .bracket-figure figcaption,
  .diagram-figure figcaption {
    margin-bottom: 10px;
  }
  .layer,
  .planes {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
    align-content: start;
    min-width: 0;
  }
  .layer.side-by-side {
    grid-template-columns: 40% minmax(0, 1fr);
    gap: 32px;
  }
  .planes .scene {
    border: 1px solid var(--rule);
    border-radius: 4px;
  }
  .planes figcaption {
    margin-bottom: 6px;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 0;
    font-size: 13px;
  }
  .key span {
    display: inline-flex;
    gap: 6px;
    align-items: center;
  }
  .comparison th.amount,
  .comparison td.amount {
    padding-left: 20px;
    padding-right: 0;
  }
  .own button,
  .row-buttons button {
    min-height: 36px;
    padding: 0 12px;
    font-size: 14px;
    font-weight: 500;
  }
  .settings {
    padding-top: 20px;
    border-top: 1px solid var(--rule);
  }
  .settings h3:not(:first-child) {
    margin-top: 24px;
  }
  .setting-columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px 32px;
    align-items: start;
  }
  .single-settings {
    display: grid;
    gap: 14px;
  }
  .single-settings .number-row {
    flex-wrap: wrap;
    gap: 6px 12px;
  }
  .single-settings .number-row label {
    flex: 1 0 40%;
  }
  .whole-heads .row-buttons:not(.own-buttons) {
    display: none;
  }
  .own .hint {
    margin: 0 0 6px;
  }
  .single-settings .more {
    margin: 0;
  }
  .grid-scroll {
    max-height: 470px;
    overflow-y: auto;
    padding: 2px;
  }
  table.grid {
    width: 100%;
    margin: 6px 0 8px;
    table-layout: fixed;
  }
  .grid th,
  .grid td {
    padding: 0;
    border: 0;
    text-align: center;
  }
  .grid tr > :first-child {
    width: 26px;
    padding-right: 6px;
    text-align: right;
    color: var(--soft-ink);
    font-size: 13px;
  }
  .grid input {
    min-height: 32px;
    padding: 0 4px;
    border-radius: 0;
    margin: 0 0 -1px -1px;
    width: calc(100% + 1px);
    text-align: right;
    font-size: 13.5px;
    font-variant-numeric: tabular-nums;
  }
  .grid input:focus-visible,
  .grid input[aria-invalid="true"] {
    position: relative;
    z-index: 1;
  }
  .row-buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .grid-control details textarea {
    margin-top: 4px;
  }
  @container (min-width: 640px) {
    .setting-columns {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (min-width: 800px) {
    .stage-words {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (min-width: 960px) {
    .setting-columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.3fr) minmax(0, 1fr);
    }
  }
  @container (min-width: 820px) {
    .frame {
      padding: 24px;
    }
  }
`;
