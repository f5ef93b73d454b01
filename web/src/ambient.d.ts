// Emscripten's scripts of the compiled modules.
declare module "*.mjs" {
  const create: import("./engine/load.ts").CreateModule<unknown>;
  export default create;
}

// A copy of its own for a second page: a shared chunk would cost the first one a request.
declare module "*theme-switch.ts?own" {
  export function startThemeSwitch(): void;
}

declare module "*reach-wide.ts?own" {
  export function reachWide(selector: string): void;
}

// Made of the C++ sources by web/cpp-quotes.ts.
declare module "ltlab-cpp-quotes" {
  import type { Quote } from "../cpp-quotes.ts";
  import type { SymbolId } from "./messages/walkthrough-symbols.ts";
  const quotes: Record<SymbolId, Quote>;
  export default quotes;
}
