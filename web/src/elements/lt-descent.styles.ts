import { css } from "lit";

export const ltDescentStyles = css`
  .frame {
    gap: 20px;
    grid-template: "stage" "settings" / minmax(0, 1fr);
  }
  .stage {
    grid-area: stage;
  }
  .settings {
    grid-area: settings;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(272px, 100%), 1fr));
    gap: 14px 28px;
    align-content: start;
    min-width: 0;
  }
  .views {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
    min-width: 0;
  }
  .views.two {
    grid-template-columns: minmax(0, 1.74fr) minmax(0, 1fr);
  }
  .two .wide {
    grid-column: 1 / -1;
  }
  .two .readout {
    grid-template-columns: 1fr;
  }
  .sentence {
    margin: 0;
    min-height: 3em;
    max-width: 80ch;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .trouble {
    margin: 0;
    color: var(--wrong);
    font-weight: 550;
  }
  .map,
  .data {
    border: 1px solid var(--rule);
    border-radius: 6px;
    overflow: hidden;
  }
  .loss {
    cursor: ew-resize;
  }
  figcaption {
    margin-bottom: 6px;
  }
  figcaption span {
    font-weight: 400;
    font-size: 13.5px;
    color: var(--soft-ink);
  }
  .side {
    display: grid;
    gap: 16px;
    align-content: start;
    min-width: 0;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin: 6px 0 0;
    padding: 0;
    list-style: none;
    font-size: 13.5px;
  }
  .key svg {
    vertical-align: -3px;
    margin-right: 5px;
  }
  .readout {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr));
    gap: 0 20px;
    margin: 0;
    font-size: 14px;
  }
  .readout div {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 4px 0;
    border-bottom: 1px solid var(--rule);
  }
  .readout dt {
    color: var(--soft-ink);
  }
  .readout dt i {
    margin-right: 3px;
    font-family: Georgia, serif;
    color: var(--ink);
  }
  .readout dd {
    margin: 0;
    text-align: right;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .bar-rest,
  .bar-value,
  .bar-one {
    fill: none;
    stroke: var(--rule);
    stroke-width: 6;
  }
  .bar-value {
    stroke: var(--transformer);
  }
  .bar-one {
    stroke: var(--ink);
    stroke-width: 1;
  }
  .settings .more,
  .own {
    grid-column: 1 / -1;
    margin: 0;
  }
  @container (min-width: 600px) and (max-width: 819px) {
    .settings > [data-parameter="methods"] {
      grid-row: span 4;
    }
  }
  @container (min-width: 820px) {
    .settings {
      grid-template-columns: minmax(0, 1fr);
    }
    .frame {
      grid-template: "settings stage" auto / 248px minmax(0, 1fr);
      column-gap: 32px;
      padding: 24px;
    }
  }
`;
