import { css } from "lit";

export const ltStreamStyles = css`
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 24px;
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
    min-width: 8em;
  }
  .live {
    margin: 0;
  }
  .views {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px 24px;
    min-width: 0;
  }
  .views.two {
    grid-template-columns: auto auto;
  }
  figcaption {
    margin-bottom: 6px;
  }
  figcaption span {
    font-weight: 400;
    font-size: 13.5px;
    color: var(--soft-ink);
  }
  .readout {
    margin: 0;
  }
  .chip {
    display: inline-block;
    width: 12px;
    height: 12px;
    margin-right: 8px;
    vertical-align: -1px;
    background: var(--mark);
    border-radius: 3px;
  }
  .sentence {
    margin: 0;
    max-width: 84ch;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .lost,
  .refused {
    color: var(--wrong);
    font-weight: 550;
  }
  .settings {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(216px, 100%), 1fr));
    gap: 14px 28px;
    align-content: start;
    min-width: 0;
  }
  .settings h3,
  .settings .more {
    grid-column: 1 / -1;
    margin: 0;
  }
  @container (min-width: 820px) {
    .frame {
      padding: 24px;
    }
  }
`;
