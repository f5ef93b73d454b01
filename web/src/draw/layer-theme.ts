import { css } from "lit";

/** Tokens of lt-layer, beside draw/attention-theme.ts. */
export const layerTheme = css`
  .token {
    --mark: var(--transformer);
  }
  .query-token {
    --mark: var(--negative);
  }
  .zero {
    fill: none;
    stroke: var(--rule);
  }
  .fit {
    fill: none;
    stroke: var(--soft-ink);
    stroke-dasharray: 5 4;
  }
  .token-start {
    fill: var(--paper);
    stroke: var(--edge);
  }
  .move {
    fill: none;
    stroke: var(--mark);
    stroke-width: 1.5;
  }
  .token-now {
    fill: var(--mark);
    stroke: var(--mark);
    stroke-width: 1.5;
  }
  .residual {
    fill: none;
    stroke: var(--const-rr);
    stroke-width: 2;
  }
`;
