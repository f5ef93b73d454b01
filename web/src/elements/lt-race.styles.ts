import { css } from "lit";

/** What it has beyond figuresOverSettings. */
export const ltRaceStyles = css`
  .place {
    min-width: 10.5em;
  }
  .measuring {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
  }
  .measure {
    color: var(--accent);
    border-color: var(--accent);
  }
  .measuring p {
    margin: 0;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .measuring progress {
    width: 160px;
    accent-color: var(--accent);
  }
  .views.two {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
  .findings {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr));
    gap: 14px 28px;
    margin: 4px 0 0;
    font-size: 14px;
    font-variant-numeric: tabular-nums;
  }
  .findings dt {
    font-weight: 600;
  }
  .findings dd {
    margin: 2px 0 0;
  }
`;
