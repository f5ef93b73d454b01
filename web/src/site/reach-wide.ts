/** What is wider than its place scrolls; only then does the keyboard have to reach it. */
export function reachWide(selector: string): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const element of document.querySelectorAll(selector)) observer.observe(element);
}
