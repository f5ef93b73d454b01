// What can be taken away from an instrument: a link, a snippet for another page, its picture, its numbers.
import { html, nothing, type TemplateResult } from "lit";
import { takeAwayMessages as words } from "../messages/take-away.ts";
import { embedSnippet } from "../state/embed.ts";
import { readableQuery } from "../state/parameters.ts";
import { download, plainJson, pngOf, standaloneSvg } from "./export.ts";

/** Beside this script in the built site, whichever page uses it. */
const library = "linear-transformer-lab.js";
const confirmation = 2500;

export interface Goods {
  /** Of the files, without an ending. */
  name: string;
  element: string;
  /** The page of the site that shows the element, seen from the library. */
  page: string;
  query(): URLSearchParams;
  figure(): SVGSVGElement;
  csv(): string;
  json(): unknown;
}

export class TakeAway {
  private told = "";
  private byHand: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly changed: () => void) {}

  stop(): void {
    clearTimeout(this.timer);
    this.told = "";
  }

  render(goods: Goods): TemplateResult {
    const { byHand, told } = this;
    const button = (name: string, act: () => void) =>
      html`<button type="button" @click=${act}>${name}</button>`;
    return html`<div class="take-away" part="take-away" role="group" aria-label=${words.group}>
      ${button(words.copyLink, () => void this.copy(linkTo(goods), words.linkCopied))}
      ${button(words.copyEmbed, () => void this.copy(snippetOf(goods), words.embedCopied))}
      ${button("SVG", () => this.saveSvg(goods))} ${button("PNG", () => void this.savePng(goods))}
      ${button("CSV", () => this.save(`${goods.name}.csv`, "text/csv", goods.csv()))}
      ${button("JSON", () => this.save(`${goods.name}.json`, "application/json", plainJson(goods.json())))}
      <span class="told" aria-live="polite">${told}</span>
      ${
        byHand === undefined
          ? nothing
          : html`<label class="by-hand">${words.byHand}
              <textarea readonly rows="3" .value=${byHand} @focus=${selectAll}></textarea></label>`
      }
    </div>`;
  }

  private tell(sentence: string): void {
    this.told = sentence;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.told = "";
      this.changed();
    }, confirmation);
    this.changed();
  }

  /** Where the clipboard is denied or missing, the text is shown to be copied by hand. */
  private async copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.byHand = undefined;
      this.tell(done);
    } catch {
      this.byHand = text;
      this.changed();
    }
  }

  private save(file: string, type: string, content: string | Blob): void {
    download(file, new Blob([content], { type }));
    this.tell(words.saved(file));
  }

  private saveSvg({ name, figure }: Goods): void {
    this.save(`${name}.svg`, "image/svg+xml", standaloneSvg(figure()));
  }

  private async savePng({ name, figure }: Goods): Promise<void> {
    const { width, height } = figure().viewBox.baseVal;
    try {
      this.save(`${name}.png`, "image/png", await pngOf(standaloneSvg(figure()), width, height));
    } catch {
      this.tell(words.notDrawn);
    }
  }
}

const selectAll = (event: Event) => (event.target as HTMLTextAreaElement).select();

function linkTo({ page, query }: Goods): string {
  return new URL(page + readableQuery(query()), import.meta.url).href;
}

function snippetOf(goods: Goods): string {
  return embedSnippet({
    script: new URL(library, import.meta.url).href,
    element: goods.element,
    query: goods.query(),
    instead: { address: linkTo(goods), text: words.embedded },
  });
}
