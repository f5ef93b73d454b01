const quietTime = 5000;
let lastShown = -Infinity;

/** One line that overwrites itself on a terminal; elsewhere a line every few seconds. @param {string} text */
export function progress(text) {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r\x1b[K${text}`);
  } else if (text && performance.now() - lastShown > quietTime) {
    lastShown = performance.now();
    console.error(text);
  }
}
