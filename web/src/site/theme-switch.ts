const key = "ltlab-theme";

/** Light, dark or as the system says; remembered where the browser allows it (a sandboxed frame does not). */
export function startThemeSwitch(): void {
  const select = document.querySelector<HTMLSelectElement>("#theme");
  if (!select) return;
  select.value = recall();
  apply(select.value);
  select.addEventListener("change", () => {
    apply(select.value);
    remember(select.value);
  });
}

function apply(theme: string): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

function recall(): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
