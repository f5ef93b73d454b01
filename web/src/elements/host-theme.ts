// Light or dark as the page around an element is: a class or data-theme of its root, its color-scheme, or the system.
import type { ReactiveController, ReactiveControllerHost } from "lit";

const isScheme = (text: string | undefined) => text === "light" || text === "dark";

/** Of an element in `surroundings`; empty where what is inherited is right already. Its attribute theme overrules this. */
function schemeIn(surroundings: Element): string {
  const { dataset, classList } = surroundings.ownerDocument.documentElement;
  const chosen = [dataset["theme"], ...classList].find(isScheme);
  if (chosen) return chosen;
  return getComputedStyle(surroundings).colorScheme === "normal" ? "light dark" : "";
}

/** Rules of the page for the element come before these. */
export class HostTheme implements ReactiveController {
  private readonly sheet = new CSSStyleSheet();
  private readonly observer = new MutationObserver(() => this.follow());

  constructor(private readonly element: ReactiveControllerHost & HTMLElement) {
    element.addController(this);
  }

  hostConnected(): void {
    const root = this.element.ownerDocument.documentElement;
    this.observer.observe(root, { attributes: true, attributeFilter: ["class", "data-theme"] });
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
