import { css, unsafeCSS } from "lit";

/** Never so strong that the numbers in the cells lose their contrast. */
const strengths = Array.from({ length: 10 }, (_, i) => `.heat-${i + 1} { fill-opacity: ${((i + 1) * 0.055).toFixed(3)}; }`);

/** Softmax and linear attention have a colour each; matrices show sign as hue and size as strength. */
export const attentionTheme = css`
  .softmax {
    --mark: var(--const-rr);
  }
  .linear {
    --mark: var(--transformer);
  }
  .inputs,
  .plain,
  .later {
    --mark: var(--soft-ink);
  }
  .panel-head {
    fill: var(--mark);
    font-size: 15px;
    font-weight: 650;
  }
  .block-title {
    fill: var(--ink);
    font-size: 13px;
    font-weight: 600;
  }
  .block {
    fill: none;
    stroke: var(--rule);
  }
  .block.lit {
    stroke: var(--accent);
    stroke-width: 2;
  }
  .block-title.lit {
    fill: var(--accent);
  }
  .heat.positive {
    fill: var(--positive);
  }
  .heat.negative {
    fill: var(--negative);
  }
  ${unsafeCSS(strengths.join("\n"))}
  .cell {
    fill: var(--ink);
    font-size: 11px;
  }
  .row-name {
    fill: var(--ink);
    font-size: 13px;
  }
  .multiply-adds {
    fill: var(--ink);
    font-weight: 600;
  }
  .shape {
    fill: var(--mark);
    fill-opacity: 0.16;
    stroke: var(--mark);
  }
  .shape.later {
    fill-opacity: 0.06;
    stroke: var(--edge);
  }
  .shape.product {
    fill-opacity: 0.4;
  }
  .shape-name,
  .keeps {
    fill: var(--ink);
  }
  .bracket {
    fill: none;
    stroke: var(--mark);
    stroke-width: 2;
  }
  .becomes,
  .flow,
  .repeated {
    fill: none;
    stroke: var(--edge);
  }
  .part {
    fill: var(--panel);
    stroke: var(--edge);
  }
  .part.softmax,
  .part.linear {
    fill: var(--mark);
    stroke: var(--mark);
    fill-opacity: 0.16;
  }
  .part.gone {
    fill: none;
    stroke: var(--rule);
    stroke-dasharray: 4 4;
  }
  .part-name {
    fill: var(--ink);
  }
  .part-name.gone {
    text-decoration: line-through;
    fill: var(--soft-ink);
  }
`;
