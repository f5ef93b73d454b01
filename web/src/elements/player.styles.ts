import { css } from "lit";

/** Player, situations and groups of controls: what instruments with a playhead have besides instrumentStyles. */
export const playerStyles = css`
  .presets {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .presets legend {
    float: left;
    padding: 0 6px 0 0;
    font-weight: 600;
  }
  .presets button {
    min-height: 36px;
    padding: 0 12px;
    font-size: 14px;
  }
  .presets [aria-pressed="true"] {
    color: var(--on-accent);
    background: var(--accent);
    border-color: var(--accent);
  }
  .comments {
    display: grid;
    max-width: 76ch;
    line-height: 1.45;
  }
  .comments > p {
    grid-area: 1 / 1;
    margin: 0;
  }
  .room {
    visibility: hidden;
  }
  .player {
    display: grid;
    grid-template-columns: auto auto auto minmax(80px, 1fr) auto;
    gap: 8px;
    align-items: center;
  }
  .player .primary {
    min-width: 108px;
    padding: 0 20px;
  }
  .player button:not(.primary) {
    padding: 0 14px;
  }
  .player [aria-disabled="true"] {
    color: var(--soft-ink);
    border-color: var(--rule);
  }
  .place {
    min-width: 9.5em;
    text-align: right;
    font-weight: 550;
  }
  @container (max-width: 520px) {
    .player {
      grid-template-columns: 1fr auto auto;
    }
    .scrubber {
      grid-column: 1 / -1;
      width: 100%;
    }
    .place {
      grid-column: 1 / -1;
      text-align: left;
      min-width: 0;
    }
  }
  fieldset.control {
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-bottom: 3px;
    font-weight: 550;
    font-size: 14px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 28px;
    margin: 0;
    font-weight: 400;
  }
  .check input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  .number-row {
    display: flex;
    gap: 12px;
  }
  .number-row label {
    display: flex;
    flex: 1;
    gap: 6px;
    align-items: center;
    margin: 0;
    font-weight: 400;
  }
  textarea {
    width: 100%;
    padding: 6px 8px;
    font: 13px/1.4 ui-monospace, monospace;
    color: var(--ink);
    background: var(--paper);
    border: 1px solid var(--edge);
    border-radius: 6px;
  }
`;
