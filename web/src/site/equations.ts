import { reachWide } from "./reach-wide.ts?own";
import { startThemeSwitch } from "./theme-switch.ts?own";

/** Marks the section that is being read in the navigation, which on narrow screens is a bar that scrolls. */
function followReading(bar: HTMLElement): void {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const link = bar.querySelector<HTMLElement>(`[href="#${target.id}"]`)!;
        link.ariaCurrent = String(isIntersecting);
        if (isIntersecting) bar.scrollTo({ left: link.offsetLeft - bar.clientWidth / 4 });
      }
    },
    { rootMargin: "-30% 0px -70% 0px" },
  );
  for (const section of document.querySelectorAll("section[id]")) observer.observe(section);
}

startThemeSwitch();
followReading(document.querySelector<HTMLElement>(".sections")!);
reachWide(".formulas");
