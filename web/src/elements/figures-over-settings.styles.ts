import { css } from "lit";

/** Pictures above, settings below them, each in as many columns as there is room for. */
export const figuresOverSettings = css`
  .views {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px 24px;
    min-width: 0;
  }
  figcaption {
    margin-bottom: 6px;
  }
  figcaption span {
    font-weight: 400;
    font-size: 13.5px;
    color: var(--soft-ink);
    font-variant-numeric: tabular-nums;
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
