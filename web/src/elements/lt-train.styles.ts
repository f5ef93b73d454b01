import { css } from "lit";

export const ltTrainStyles = css`
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
    grid-template-columns: minmax(0, 1fr);
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
  .omegas {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(112px, 100%), 1fr));
    gap: 16px;
  }
  .omega {
    max-width: 180px;
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
`;
