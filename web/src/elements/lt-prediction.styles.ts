import { css } from "lit";

export const ltPredictionStyles = css`
  :host {
    margin: 1.6em 0;
  }
  fieldset {
    display: grid;
    gap: 4px;
    justify-items: start;
    margin: 0;
    padding: 16px 20px;
    background: var(--panel);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
  }
  legend {
    float: left;
    width: 100%;
    padding: 0;
    font-weight: 550;
  }
  small {
    display: block;
    font-weight: 400;
    color: var(--soft-ink);
  }
  label {
    font-weight: 400;
    display: flex;
    gap: 10px;
    align-items: center;
    min-height: 36px;
  }
  input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  button {
    margin-top: 6px;
    background: var(--paper);
  }
  p {
    margin: 10px 0 0;
  }
`;
