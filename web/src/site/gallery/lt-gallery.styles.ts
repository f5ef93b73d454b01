import { css } from "lit";

export const galleryStyles = css`
  .frame {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 28px;
  }
  .list {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 230px), 1fr));
    gap: 12px;
    margin: 0;
    padding: 0;
    border: none;
  }
  .list legend {
    padding: 0 0 8px;
    font-weight: 600;
  }
  .list label {
    position: relative;
    display: grid;
    grid-template-rows: auto auto 1fr;
    gap: 4px;
    padding: 10px 12px 12px;
    background: var(--paper);
    border: 1px solid var(--rule);
    border-radius: var(--radius);
    cursor: pointer;
    font-size: 14px;
    font-weight: 400;
    line-height: 1.4;
  }
  .list label:hover {
    border-color: var(--edge);
  }
  .list label:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  .list label:has(:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .list input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .list img {
    width: 100%;
    height: 120px;
    object-fit: contain;
    border-radius: 4px;
  }
  .list b {
    font-weight: 600;
  }
  .list span {
    color: var(--soft-ink);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    font-size: 14px;
  }
  .preview {
    min-height: 60vh;
    min-width: 0;
  }
  .preview[data-width="320"] {
    max-width: 320px;
  }
  .preview[data-width="480"] {
    max-width: 480px;
  }
  .preview[data-width="720"] {
    max-width: 720px;
  }
  h2 {
    margin: 0 0 12px;
    font-size: 17px;
    font-weight: 650;
  }
  .form .controls {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
    gap: 16px 24px;
    align-items: start;
    margin-bottom: 16px;
  }
  .choices h2 {
    flex: 1 0 100%;
    margin: 0;
  }
  .choices select,
  .snippet select {
    width: auto;
    max-width: 100%;
  }
  .snippet textarea {
    display: block;
    width: 100%;
    margin: 8px 0;
    font: 400 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace;
    color: var(--ink);
    background: var(--panel);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    padding: 10px 12px;
    resize: vertical;
  }
`;
