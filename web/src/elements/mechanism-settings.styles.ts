import { css } from "lit";

/** The settings of lt-attention and lt-layer: columns of controls, and matrices to type into. */
export const mechanismSettingsStyles = css`
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
  /* Short forms like 4.347e-4 are never cut. */
  .whole-heads table.grid:has(thead th:nth-child(7)) {
    min-width: 480px;
  }
  .whole-heads .grid input {
    font-size: 12px;
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
    overflow: auto;
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
    .whole-heads {
      grid-column: 1 / -1;
      grid-row: 2;
    }
  }
  @container (min-width: 960px) {
    .setting-columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.6fr) minmax(0, 1fr);
    }
    .whole-heads {
      grid-area: auto;
    }
  }
`;
