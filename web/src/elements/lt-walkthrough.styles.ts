import { css } from "lit";

/** Where things are. The widths are those of walkthrough-layout.ts. */
export const ltWalkthroughStyles = css`
  .frame {
    gap: 28px;
  }
  .waiting {
    min-height: 1100px;
  }
  .place {
    min-width: 12.5em;
  }
  .walk {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }
  .reading {
    display: flex;
    flex-direction: column-reverse;
    gap: 12px;
    order: 1;
    min-width: 0;
  }
  .wide .reading {
    display: contents;
  }
  .walk.wide {
    grid-template: "equations explanation" auto "equations pictures" 1fr / minmax(0, 1fr) 46%;
    column-gap: 28px;
  }
  .equations,
  .explanation {
    min-width: 0;
  }
  .wide .equations {
    grid-area: equations;
  }
  .wide .explanation {
    grid-area: explanation;
  }
  .wide .pictures {
    grid-area: pictures;
  }
  .pictures {
    display: grid;
    gap: 12px 16px;
    align-content: start;
    grid-template-columns: 1fr 1fr;
    min-width: 0;
  }
  .narrow .pictures {
    grid-template-columns: repeat(4, auto);
    overflow-x: auto;
    scroll-snap-type: x proximity;
    padding-bottom: 6px;
  }
  .narrow .scene {
    max-width: none;
  }
  .narrow .pictures figure {
    scroll-snap-align: start;
  }
  .sentence {
    margin: 0;
    max-width: 80ch;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .trouble,
  .refused,
  .lost {
    margin: 0;
    color: var(--wrong);
    font-weight: 550;
  }
  .actions button,
  .check-button,
  .unpin,
  .own button,
  .row-buttons button {
    min-height: 36px;
    padding: 0 12px;
    font-size: 14px;
    font-weight: 500;
  }
  .check-panel p {
    margin: 10px 0 0;
    max-width: 80ch;
    font-size: 14px;
  }
  .check-panel .scroll {
    margin-top: 8px;
  }
  .settings {
    padding-top: 20px;
    border-top: 1px solid var(--rule);
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
  .grid {
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
  @container (max-width: 520px) {
    .grid input {
      padding: 0 2px;
      font-size: 12px;
    }
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
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.7fr);
    }
    .single-settings {
      grid-column: 1 / -1;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 14px 28px;
    }
  }
  @container (min-width: 960px) {
    .setting-columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.6fr) minmax(0, 1fr);
    }
    .single-settings {
      grid-column: auto;
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (min-width: 820px) {
    .frame {
      padding: 24px;
    }
  }
`;
