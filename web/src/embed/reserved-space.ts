// Room for an instrument before it is there, so that what follows it on the page does not move.
import { heights } from "./heights.ts";

type Steps = readonly (readonly number[])[];

/** How high an instrument of that width is, about; 0 for an element that is no instrument. */
export function heightAt(name: string, width: number, table: Readonly<Record<string, Steps>> = heights): number {
  const steps = Object.hasOwn(table, name) ? table[name]! : [];
  const reached = steps.filter(([from]) => from! <= width);
  return (reached.at(-1) ?? steps[0])?.[1] ?? 0;
}

const widths = new WeakMap<Element, number>();
let watching: ResizeObserver | undefined;

/** Until the element gets another width: by then it is drawn, or other numbers hold. */
export function reserve(element: HTMLElement): void {
  if (widths.has(element)) return;
  // What is not defined yet is inline and has no width.
  element.style.display = "block";
  const width = element.clientWidth;
  element.style.minBlockSize = `${heightAt(element.localName, width)}px`;
  widths.set(element, width);
  watching ??= new ResizeObserver((entries) => entries.forEach(({ target }) => release(target as HTMLElement)));
  watching.observe(element);
}

function release(element: HTMLElement): void {
  if (element.clientWidth === widths.get(element)) return;
  element.style.minBlockSize = "";
  widths.delete(element);
  watching!.unobserve(element);
}
