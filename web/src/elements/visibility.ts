// Whether somebody can see an element: it is near or in the viewport, and the tab is not hidden.

export interface Sight {
  /** Once, when it comes near: time to load what is heavy. */
  near(): void;
  seen(seen: boolean): void;
}

/** Returns what ends the watching. */
export function watchVisibility(element: Element, sight: Sight): () => void {
  let inView = false;
  const tell = () => sight.seen(inView && document.visibilityState !== "hidden");
  const nearby = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      nearby.disconnect();
      sight.near();
    },
    { rootMargin: "600px" },
  );
  const visible = new IntersectionObserver((entries) => {
    inView = entries.at(-1)!.isIntersecting;
    tell();
  });
  nearby.observe(element);
  visible.observe(element);
  document.addEventListener("visibilitychange", tell);
  return () => {
    nearby.disconnect();
    visible.disconnect();
    document.removeEventListener("visibilitychange", tell);
  };
}
