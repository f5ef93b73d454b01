// Elements of a page that nobody has defined yet: each kind is loaded when its first element comes near the viewport.
import { embedWords as words } from "../messages/embed.ts";
import { reserve } from "./reserved-space.ts";

/** What defines an element, by its name. */
export type Definitions = Readonly<Record<string, () => Promise<unknown>>>;

/** How far from the viewport loading begins. */
const margin = "600px";
const problemClass = "lt-not-loaded";

export class Autoloader {
  private readonly waiting = new Map<string, () => Promise<unknown>>();
  private readonly nearby: IntersectionObserver;
  private readonly mutations: MutationObserver;

  constructor(
    definitions: Definitions,
    private readonly root: Document = document,
  ) {
    for (const [name, define] of Object.entries(definitions))
      if (!customElements.get(name)) this.waiting.set(name, define);
    this.nearby = new IntersectionObserver((entries) => this.come(entries), { rootMargin: margin });
    this.mutations = new MutationObserver((records) => this.change(records));
  }

  start(): void {
    if (this.waiting.size === 0) return;
    this.mutations.observe(this.root, { childList: true, subtree: true });
    this.find(this.root).forEach((element) => this.await(element));
  }

  /** Elements below a node, and the node, whose kind is still to be loaded. */
  private find(node: Node): HTMLElement[] {
    if (this.waiting.size === 0 || !(node instanceof Element || node instanceof Document)) return [];
    const below = [...node.querySelectorAll<HTMLElement>([...this.waiting.keys()].join())];
    return node instanceof HTMLElement && this.waiting.has(node.localName) ? [node, ...below] : below;
  }

  private await(element: HTMLElement): void {
    reserve(element);
    this.nearby.observe(element);
  }

  private change(records: readonly MutationRecord[]): void {
    for (const { addedNodes, removedNodes } of records) {
      for (const node of removedNodes) this.find(node).forEach((element) => this.nearby.unobserve(element));
      for (const node of addedNodes)
        if (node.isConnected) this.find(node).forEach((element) => this.await(element));
    }
  }

  private come(entries: readonly IntersectionObserverEntry[]): void {
    const near = entries.filter(({ isIntersecting }) => isIntersecting);
    for (const name of new Set(near.map(({ target }) => target.localName))) void this.load(name);
  }

  /** `retried`: a failure before was not the last word. */
  private async load(name: string, retried = false): Promise<void> {
    const define = this.waiting.get(name);
    if (!define) return;
    this.waiting.delete(name);
    this.tellProblem(name, undefined);
    const elements = this.root.querySelectorAll(name);
    elements.forEach((element) => this.nearby.unobserve(element));
    try {
      await define();
      if (this.waiting.size === 0) this.stop();
    } catch (error) {
      console.error(`${name}: ${words.notLoaded}`, error);
      const retry = () => {
        this.waiting.set(name, define);
        void this.load(name, true);
      };
      // Some browsers remember for the life of a page that a script was missing.
      const reload = () => location.reload();
      this.tellProblem(name, retried ? { label: words.reload, act: reload } : { label: words.retry, act: retry });
    }
  }

  private stop(): void {
    this.nearby.disconnect();
    this.mutations.disconnect();
  }

  /** Below what stands in the tag, which stays; without a remedy the sentence is taken away. */
  private tellProblem(name: string, remedy: { label: string; act(): void } | undefined): void {
    for (const element of this.root.querySelectorAll(name)) {
      element.querySelector(`:scope > .${problemClass}`)?.remove();
      if (!remedy) continue;
      const sentence = document.createElement("p");
      sentence.className = problemClass;
      sentence.setAttribute("role", "alert");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = remedy.label;
      button.addEventListener("click", remedy.act);
      sentence.append(`${words.notLoaded} `, button);
      element.append(sentence);
    }
  }
}
