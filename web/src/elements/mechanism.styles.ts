import { css } from "lit";

/** Where things are in lt-attention and lt-layer. */
export const mechanismStyles = css`
  .frame {
    gap: 28px;
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
  @container (min-width: 800px) {
    .stage-words {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (min-width: 820px) {
    .frame {
      padding: 24px;
    }
  }
`;
