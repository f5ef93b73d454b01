declare module "ltlab-module" {
  import type { LabModule } from "./engine/types.ts";
  interface ModuleOptions {
    wasmBinary?: ArrayBuffer | Uint8Array;
    locateFile?: (path: string, prefix: string) => string;
  }
  export default function createModule(options: ModuleOptions): Promise<LabModule>;
}

declare module "ltlab-module.wasm?url" {
  const url: string;
  export default url;
}

declare module "*?worker&url" {
  const url: string;
  export default url;
}

// A copy of its own for a second page: a shared chunk would cost the first one a request.
declare module "*theme-switch.ts?own" {
  export function startThemeSwitch(): void;
}
