import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";

/** @type {Record<string, string>} */
const mediaTypes = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/**
 * A server of the files below a folder, and of nothing else.
 * @param {string} folder
 * @param {Record<string, string>} [headers] sent with every answer, such as a Content-Security-Policy under test
 */
export function siteServer(folder, headers = {}) {
  return createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(folder, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else plain(response, 500, "The file could not be read.");
    });
  });
}

/** @typedef {import("node:http").IncomingMessage} Request @typedef {import("node:http").ServerResponse} Response */

/** @param {string} folder @param {Request} request @param {Response} response */
async function answer(folder, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return plain(response, 405, "Only GET and HEAD are answered.");
  }
  const path = requestedPath(request.url ?? "/");
  if (path === undefined) return plain(response, 400, "The address is malformed.");
  const found = await findFile(folder, path);
  if (found?.isFolder) {
    response.setHeader("Location", encodeURI(`${path}/`));
    return plain(response, 301, "The folder's address ends with a slash.");
  }
  if (found) return send(request, response, found, 200);
  const notFound = await findFile(folder, "/404.html");
  return notFound ? send(request, response, notFound, 404) : plain(response, 404, "There is no such file.");
}

/**
 * The decoded path, which starts with exactly one slash: two would name another host in a redirect.
 * @param {string} address
 */
function requestedPath(address) {
  try {
    const path = decodeURIComponent(/** @type {string} */ (address.split(/[?#]/, 1)[0]));
    return path.includes("\0") ? undefined : path.replace(/^\/*/, "/");
  } catch {
    return undefined;
  }
}

/**
 * Links are followed before the check, so that neither ".." nor a symbolic link leaves the folder.
 * @param {string} folder @param {string} path
 */
async function findFile(folder, path) {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path.endsWith("/") ? `${path}index.html` : path));
    if (!(file + sep).startsWith(root + sep)) return undefined;
    const status = await stat(file);
    return { file, isFolder: status.isDirectory(), size: status.size, tag: `W/"${status.size}-${status.mtimeMs}"` };
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? "";
    if (["ENOENT", "ENOTDIR", "ELOOP", "ENAMETOOLONG"].includes(code)) return undefined;
    throw error;
  }
}

/**
 * "no-cache" asks again at every use and gets 304 while nothing has changed: a rebuilt page is never stale.
 * @param {Request} request @param {Response} response
 * @param {{ file: string, size: number, tag: string }} found @param {number} status
 */
async function send(request, response, { file, size, tag }, status) {
  response.setHeader("Cache-Control", "no-cache");
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("ETag", tag);
  const known = (request.headers["if-none-match"] ?? "").split(",").map((each) => each.trim());
  if (status === 200 && known.includes(tag)) return void response.writeHead(304).end();
  response.setHeader("Content-Type", mediaTypes[extname(file).toLowerCase()] ?? "application/octet-stream");
  response.setHeader("Content-Length", size);
  response.writeHead(status);
  if (request.method === "HEAD") return void response.end();
  await pipeline(createReadStream(file), response);
}

/** @param {Response} response @param {number} status @param {string} sentence */
function plain(response, status, sentence) {
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.writeHead(status).end(`${sentence}\n`);
}

/**
 * Listens on the first of the ports that is free; 0 is any free port.
 * @param {import("node:http").Server} server @param {string} host @param {number[]} ports
 * @returns {Promise<string>} the address for a browser
 */
export async function listen(server, host, ports) {
  for (const [i, port] of ports.entries()) {
    try {
      return await listenOn(server, host, port);
    } catch (error) {
      const taken = /** @type {NodeJS.ErrnoException} */ (error).code === "EADDRINUSE";
      if (!taken || i === ports.length - 1) throw error;
    }
  }
  throw new RangeError("ports: at least one is needed");
}

/** @param {import("node:http").Server} server @param {string} host @param {number} port @returns {Promise<string>} */
function listenOn(server, host, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const bound = /** @type {import("node:net").AddressInfo} */ (server.address());
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${bound.port}/`);
    });
  });
}
