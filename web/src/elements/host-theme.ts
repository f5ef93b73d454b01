// Light or dark as the page around an element is: a class or data-theme of its root, its color-scheme, what it paints
// behind the element, or the system.
import type { ReactiveController, ReactiveControllerHost } from "lit";

const isScheme = (text: string | undefined) => text === "light" || text === "dark";

/** Where pages say which of their appearances is on. */
const said = ["class", "style", "data-theme", "data-bs-theme", "data-color-mode", "data-md-color-scheme"];

/** Of the nearest background that hides what is behind it; undefined where there is none. */
function painted(surroundings: Element): string | undefined {
  for (let element: Element | null = surroundings; element; element = element.parentElement) {
    const colour = getComputedStyle(element).backgroundColor;
    const [red = 0, green = 0, blue = 0, opacity = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    if (colour.startsWith("rgb") && opacity > 0.5)
      return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light";
  }
  return undefined;
}

/** Of an element in `surroundings`; empty where what is inherited is right already. Its attribute theme overrules this. */
function schemeIn(surroundings: Element): string {
  const { dataset, classList } = surroundings.ownerDocument.documentElement;
  const chosen = [dataset["theme"], ...classList].find(isScheme);
  if (chosen) return chosen;
  return getComputedStyle(surroundings).colorScheme === "normal" ? (painted(surroundings) ?? "light dark") : "";
}

/** Rules of the page for the element come before these. */
export class HostTheme implements ReactiveController {
  private readonly sheet = new CSSStyleSheet();
  private readonly observer = new MutationObserver(() => this.follow());

  constructor(private readonly element: ReactiveControllerHost & HTMLElement) {
    element.addController(this);
  }

  hostConnected(): void {
    const { documentElement, body } = this.element.ownerDocument;
    for (const node of [documentElement, body])
      if (node) this.observer.observe(node, { attributes: true, attributeFilter: said });
    const { adoptedStyleSheets } = this.element.shadowRoot!;
    // First, so that the rules for the attribute overrule it.
    if (!adoptedStyleSheets.includes(this.sheet)) adoptedStyleSheets.unshift(this.sheet);
    this.follow();
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }

  private follow(): void {
    const scheme = schemeIn(this.element.parentElement ?? this.element.ownerDocument.documentElement);
    this.sheet.replaceSync(scheme ? `:host { color-scheme: ${scheme}; }` : "");
  }
}
