// What the symbol that is pointed at means, its numbers, its place in the pictures and the line of C++ that computes it.
import { html, nothing, type TemplateResult } from "lit";
import { digits } from "../draw/digits.ts";
import quotes from "ltlab-cpp-quotes";
import { inOtherPictures } from "../draw/tokens-picture.ts";
import { symbolWords, type SymbolId } from "../messages/walkthrough-symbols.ts";
import { words } from "../messages/walkthrough.ts";
import { kindOf } from "../state/walkthrough-kinds.ts";
import { numbersOf, shapeOf, type LayerView } from "../state/walkthrough-symbols.ts";
import { renderLabel } from "./symbol-label.ts";

export interface Explained {
  symbol: SymbolId;
  view: LayerView;
  isPinned: boolean;
  /** A film is not read out symbol by symbol. */
  playing: boolean;
  /** In a window of its own height, which the keyboard must reach. */
  scrolls: boolean;
  unpin(): void;
}

export function renderExplanation({ symbol, view, isPinned, playing, scrolls, unpin }: Explained): TemplateResult {
  const { label, name, says } = symbolWords[symbol];
  const numbers = numbersOf(symbol, view) ?? [];
  return html`<section class="explanation ${kindOf(symbol)}" aria-label=${words.explains} tabindex=${scrolls ? 0 : nothing} aria-live=${playing ? "off" : "polite"}>
    <h3><span class="name">${renderLabel(label)}</span> ${name}</h3>
    <p>${renderSays(says)}</p>
    <p class="all-digits" data-symbol=${symbol}><span class="soft">${words.allDigits}:</span> ${numbers.map(digits).join(", ")}</p>
    <p class="soft">${placeOf(symbol)}</p>
    ${renderQuote(symbol)}
    ${isPinned ? html`<button type="button" class="unpin" @click=${unpin}>${words.unpin}</button>` : nothing}
  </section>`;
}

/** ω_xx within a sentence. */
function renderSays(says: string) {
  return says.split(/(ω_[xy]{2})/).map((part) => (part.startsWith("ω_") ? renderLabel(part) : part));
}

function renderQuote(symbol: SymbolId): TemplateResult {
  const { file, line, before, part, after } = quotes[symbol];
  return html`<figure class="code">
    <figcaption>${words.computedBy} <span>${file}:${line}</span></figcaption>
    <pre><code>${before}<mark>${part}</mark>${after}</code></pre>
  </figure>`;
}

const memory = new Set<SymbolId>(["u", "u-next", "u-momentum", "Au", "ab", "kept-memory", "new-memory"]);

export function placeOf(symbol: SymbolId): string {
  if (memory.has(symbol)) return words.inMemory;
  if (inOtherPictures.has(symbol)) return words.inWeights;
  if (symbol === "M" || symbol === "M-next") return words.frame;
  if (symbol === "a" || symbol === "a-next") return words.size;
  const shape = shapeOf(symbol);
  return shape === "number" ? words.noPlace : shape === "vector" ? words.direction : words.ellipse;
}
