import { css } from "lit";

/** Equations made of symbols, and the explanation of one. Colours: draw/walkthrough-theme.ts. */
export const walkthroughStyles = css`
  .equations-heading {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: center;
    justify-content: space-between;
    margin-bottom: 8px;
  }
  .equations-heading h3 {
    margin: 0;
  }
  .forms {
    display: flex;
  }
  .forms button {
    min-height: 36px;
    padding: 0 12px;
    font-size: 14px;
    border-radius: 0;
  }
  .forms button:first-child {
    border-radius: var(--radius) 0 0 var(--radius);
  }
  .forms button:last-child {
    margin-left: -1px;
    border-radius: 0 var(--radius) var(--radius) 0;
  }
  .forms [aria-pressed="true"] {
    color: var(--on-accent);
    background: var(--accent);
    border-color: var(--accent);
  }
  .stages {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .stage-box {
    min-width: 0;
    padding: 6px 8px 8px 12px;
    border-left: 3px solid transparent;
  }
  .stage-box + .stage-box {
    border-top: 1px solid var(--rule);
  }
  .stage-box[aria-current="step"] {
    background: var(--panel);
    border-left-color: var(--accent);
  }
  h4 {
    margin: 0 0 2px;
    font-size: 13px;
    font-weight: 500;
    color: var(--soft-ink);
  }
  .equation {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    align-items: center;
  }
  .part {
    display: inline-flex;
    gap: 4px;
    align-items: center;
  }
  .sign {
    padding: 0 2px;
    color: var(--soft-ink);
  }
  .missing {
    margin: 0;
    padding: 8px 0;
    font-size: 14px;
    color: var(--soft-ink);
  }
  button.symbol {
    display: inline-flex;
    gap: 7px;
    align-items: center;
    min-height: 30px;
    padding: 2px 6px;
    font-weight: 400;
    background: transparent;
    border: 1px solid transparent;
    border-radius: 6px;
    scroll-margin-top: 300px;
  }
  button.symbol:hover {
    border-color: var(--edge);
  }
  button.symbol.lit {
    border-color: var(--mark);
    box-shadow: inset 0 0 0 1px var(--mark);
  }
  .name {
    color: var(--mark);
    font: 600 17px/1.2 Georgia, "Times New Roman", serif;
    white-space: nowrap;
  }
  .numbers {
    display: grid;
    gap: 0 8px;
    font-size: 13px;
    line-height: 1.35;
    font-variant-numeric: tabular-nums;
  }
  .numbers span {
    text-align: right;
    white-space: nowrap;
  }
  .matrix {
    grid-template-columns: auto auto;
  }
  .matrix,
  .vector {
    padding: 1px 5px;
    border: solid var(--edge);
    border-width: 0 1px;
    border-radius: 5px;
  }
  .explanation {
    min-height: 312px;
    padding: 12px 14px;
    background: var(--panel);
    border-radius: var(--radius);
    border-top: 3px solid var(--mark);
    font-size: 14px;
  }
  .explanation h3 {
    margin: 0 0 6px;
    font-size: 15px;
  }
  .explanation h3 .name {
    margin-right: 4px;
  }
  .explanation p {
    margin: 0 0 6px;
  }
  .all-digits {
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .soft {
    color: var(--soft-ink);
  }
  .code figcaption {
    font-size: 13px;
    font-weight: 400;
    color: var(--soft-ink);
    overflow-wrap: anywhere;
  }
  .code pre {
    margin: 2px 0 0;
    font: 12.5px/1.5 ui-monospace, Menlo, Consolas, monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .code mark {
    color: inherit;
    background: none;
    font-weight: 600;
    box-shadow: inset 0 -2px 0 var(--mark);
  }
  .unpin {
    margin-top: 8px;
  }
  figcaption {
    margin-bottom: 4px;
    font-size: 14px;
  }
  figcaption span {
    font-weight: 400;
    font-size: 13px;
    color: var(--soft-ink);
  }
  .pictures .scene {
    border: 1px solid var(--rule);
    border-radius: 6px;
    overflow: hidden;
  }
  .narrow .explanation {
    height: 300px;
    overflow-y: auto;
  }
  @media (min-height: 620px) {
    .narrow .explanation {
      position: sticky;
      top: 0;
      z-index: 2;
    }
  }
`;
