// Two origins on this machine: the lab's site, as a static host serves it, and somebody's blog.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { siteFolder } from "../../web/tools/build.mjs";
import { listen, siteServer } from "../../web/tools/serve.mjs";

type Headers = Record<string, string>;
type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface Origin {
  /** With a slash at its end. */
  address: string;
  /** The paths that were asked for, in order. */
  asked: string[];
  close(): void;
}

async function originOf(server: Server, asked: string[]): Promise<Origin> {
  const address = await listen(server, "127.0.0.1", [0]);
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address, asked, close };
}

export interface Lab extends Origin {
  /** Answers instead of the site until it is taken away; true where it did. */
  disturbance: Answer | undefined;
}

export async function startLab(): Promise<Lab> {
  const site = siteServer(siteFolder, { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" });
  const asked: string[] = [];
  const lab: Lab = { address: "", asked, close: () => undefined, disturbance: undefined };
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (!lab.disturbance?.(request, response)) site.emit("request", request, response);
  });
  return Object.assign(lab, await originOf(server, asked));
}

export interface Blog extends Origin {
  /** Publishes a page and returns its address. */
  publish(html: string, headers?: Headers): string;
}

export async function startBlog(): Promise<Blog> {
  const pages = new Map<string, { html: string; headers: Headers }>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const page = pages.get(request.url ?? "");
    if (!page) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...page.headers }).end(page.html);
  });
  const origin = await originOf(server, asked);
  const publish = (html: string, headers: Headers = {}) => {
    const path = `/post-${pages.size}`;
    pages.set(path, { html, headers });
    return origin.address.slice(0, -1) + path;
  };
  return { ...origin, publish };
}
