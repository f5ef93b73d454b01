import type { ModuleName, Modules } from "./types.ts";

/** What Emscripten's script of a module exports. */
export type CreateModule<Module> = (options: {
  wasmBinary?: ArrayBuffer | Uint8Array;
  locateFile?: (path: string, prefix: string) => string;
}) => Promise<Module>;

export interface Script<Module = unknown> {
  default: CreateModule<Module>;
}

export const moduleNames: readonly ModuleName[] = ["training", "solvers", "attention", "layer", "race", "stream"];

/** Loads a module when it is asked for, and once. */
export type LoadModule = <Name extends ModuleName>(name: Name) => Promise<Modules[Name]>;

/** `create`: how the module of that name is made. */
export function loadOnce(create: (name: ModuleName) => Promise<unknown>): LoadModule {
  const loaded = new Map<ModuleName, Promise<unknown>>();
  return <Name extends ModuleName>(name: Name) => {
    const module = loaded.get(name) ?? create(name);
    loaded.set(name, module);
    return module as Promise<Modules[Name]>;
  };
}
