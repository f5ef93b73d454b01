import { css } from "lit";

/** What it has beyond figuresOverSettings. */
export const ltStreamStyles = css`
  .place {
    min-width: 8em;
  }
  .live {
    margin: 0;
  }
  .views.two {
    grid-template-columns: auto auto;
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
`;
