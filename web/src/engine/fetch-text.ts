/** Gives the text of a file, such as "index.json". */
export type FetchText = (file: string) => Promise<string>;

/** Files below the address of the folder, which ends with "/". */
export function fetchFrom(folder: string, fetcher: typeof fetch = fetch): FetchText {
  return async (file) => {
    const response = await fetcher(new URL(file, folder));
    if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`.trimEnd());
    return response.text();
  };
}
