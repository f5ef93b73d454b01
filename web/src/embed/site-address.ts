/** Where the site is that has the pages of the instruments, with a slash at its end: around the folder of this script. */
export const site: string | undefined = new URL("../", import.meta.url).href;
