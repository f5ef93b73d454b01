import type { Plugin } from "vite";

/** What the built page needs and nothing more; hosts that send their own policy can only tighten it. */
export const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Only in the built page: Vite's development server injects inline styles. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: "ltlab-content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: policy }, injectTo: "head-prepend" },
    ],
  };
}
