// Doxygen's input filter: the plain comments of a header become documentation, so that the headers need no markup.
//   * The comment after #pragma once is the file's.
//   * A comment before a declaration is the declaration's, and of those that follow it without an empty line.
//   * A comment behind a member is the member's.
//   * Indented lines of a comment are tables and equations: they keep their layout.
// Namespaces are left out, so that everything is described on the page of its header.
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

/** @typedef {"declarations" | "enumerators" | "body"} Scope */

/** @param {string} source @returns {string} */
export function documented(source) {
  const reader = new HeaderReader();
  for (const line of source.split("\n")) reader.take(line);
  return reader.output.join("\n");
}

/** Follows braces as far as it takes to tell declarations from the inside of functions. */
class HeaderReader {
  /** @type {string[]} */
  output = [];
  /** @type {Scope[]} */
  #scopes = ["declarations"];
  /** The declaration that has begun and not ended. */
  #begun = "";
  #parentheses = 0;
  #inMacro = false;
  /** @type {string[]} lines of a comment that has not ended */
  #comment = [];
  /** @type {string[]} the comment of the last declaration, until an empty line */
  #shared = [];
  #isFileComment = false;
  /** Whether the declaration that has begun has a comment before it. */
  #isDescribed = false;

  /** @param {string} line */
  take(line) {
    const text = line.trim();
    const comment = /^\/\/ ?(.*)$/.exec(text);
    if (comment && this.#expectsDeclaration()) return void this.#comment.push(comment[1] ?? "");
    if (this.#comment.length > 0) this.#endComment();
    if (this.#inMacro || text.startsWith("#")) return this.#takeMacro(text, line);
    if (text === "") this.#shared = [];
    this.#takeCode(line);
  }

  #expectsDeclaration() {
    return this.#scope() !== "body" && this.#begun === "" && !this.#inMacro;
  }

  #scope() {
    return /** @type {Scope} */ (this.#scopes.at(-1));
  }

  #endComment() {
    const text = this.#isFileComment ? ["@file", ...withBrief(this.#comment)] : markedUp(this.#comment);
    const lines = ["/**", ...text, "*/"];
    this.#shared = this.#isFileComment ? [] : lines;
    this.output.push(...lines);
    this.#comment = [];
    this.#isFileComment = false;
  }

  /** @param {string} text @param {string} line */
  #takeMacro(text, line) {
    this.#isFileComment ||= text === "#pragma once";
    this.#inMacro = text.endsWith("\\");
    this.output.push(line);
  }

  /** @param {string} line */
  #takeCode(line) {
    const { code, comment } = splitAtComment(line);
    const isMember = this.#scope() !== "body" && /^\s*\w/.test(code);
    if (this.#expectsDeclaration() && isDeclaration.test(code)) this.#beginDeclaration();
    if (!this.#isDescribed && this.#scope() === "declarations" && isType.test(code)) this.output.push(...noDescription);
    for (const character of withoutLiterals(code)) this.#takeCharacter(character);
    if (isWhole.test(code)) this.#begun = "";
    if (/^\s*(?:inline\s+)?namespace\b/.test(code) || comment.startsWith("namespace")) this.output.push("");
    else this.output.push(isMember && comment ? `${code}///< ${prose(comment)}` : line);
  }

  #beginDeclaration() {
    this.#isDescribed = this.output.at(-1) === "*/";
    if (this.#isDescribed || this.#shared.length === 0) return;
    this.output.push(...this.#shared);
    this.#isDescribed = true;
  }

  /** @param {string} character */
  #takeCharacter(character) {
    if (character === "(") ++this.#parentheses;
    if (character === ")") --this.#parentheses;
    if (character === "{") this.#openScope(scopeOf(this.#begun));
    if (character === "}") return this.#closeScope();
    const ends = this.#scope() === "enumerators" ? "{,;" : "{;";
    if (this.#scope() !== "body") this.#begun = ends.includes(character) ? "" : (this.#begun + character).trimStart();
  }

  /** @param {Scope} scope */
  #openScope(scope) {
    this.#scopes.push(scope);
    if (scope !== "body") this.#shared = [];
  }

  /** What follows the braces of an initialiser still belongs to the declaration; `begun` was kept for that. */
  #closeScope() {
    const closed = this.#scopes.pop();
    if (closed !== "body" || /\)[\w\s]*$/.test(this.#begun)) this.#begun = "";
  }
}

/** Neither an access label nor the end of something. */
const isDeclaration = /^\s*(?!\w+:\s*$)[\w:~[]/;
const isType = /^\s*(?:struct|class|enum)\b.*\{/;
/** Lines without a semicolon after which something else begins: access labels and calls of macros. */
const isWhole = /^\s*\w+:\s*$|^[A-Z][A-Z_]*\(.*\)$/;

/** Doxygen leaves out a type without a comment, whatever its members' comments say. */
const noDescription = ["/**", "&zwj;", "*/"];

const templateHead = /^template\s*<(?:[^<>]|<[^<>]*>)*>\s*/;

/** What the brace behind this text opens. @param {string} begun @returns {Scope} */
function scopeOf(begun) {
  const declaration = begun.replace(templateHead, "");
  if (/^enum\b/.test(declaration)) return "enumerators";
  return /^(?:inline\s+)?(?:namespace|struct|class|union)\b/.test(declaration) ? "declarations" : "body";
}

/** @param {string} line */
function splitAtComment(line) {
  const at = withoutLiterals(line).indexOf("//");
  return at < 0 ? { code: line, comment: "" } : { code: line.slice(0, at), comment: line.slice(at + 2).trim() };
}

/** Strings and characters as blanks of the same length; an apostrophe between digits is none. @param {string} code */
const withoutLiterals = (code) =>
  code.replace(/"(?:[^"\\]|\\.)*"|(?<!\w)'(?:[^'\\]|\\.)'/g, (literal) => " ".repeat(literal.length));

/** Lines of a comment as Doxygen wants them. @param {string[]} lines @returns {string[]} */
export function markedUp(lines) {
  /** @type {string[]} */
  const result = [];
  let verbatim = false;
  for (const line of lines) {
    const indented = line.startsWith("  ");
    if (indented !== verbatim) result.push(indented ? "@verbatim" : "@endverbatim");
    verbatim = indented;
    result.push(indented ? line.slice(2) : prose(line));
  }
  return verbatim ? [...result, "@endverbatim"] : result;
}

/** The first sentence stands for the file in lists. @param {string[]} lines */
function withBrief(lines) {
  const end = lines.findIndex((line) => line === "" || line.startsWith("  "));
  const paragraph = (end < 0 ? lines : lines.slice(0, end)).join(" ");
  const sentence = /^.*?(?<!\b(?:al|[A-Z]))\.(?= |$)/.exec(paragraph)?.[0] ?? paragraph;
  const rest = paragraph.slice(sentence.length).trimStart();
  return [`@brief ${prose(sentence)}`, "", ...markedUp([rest, ...(end < 0 ? [] : lines.slice(end))])];
}

/** @param {string} line */
function prose(line) {
  return line
    .replace(/[\\@&<>#$%]/g, "\\$&")
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/(?<=\S) {2,}/g, "&emsp; ");
}

if (fileURLToPath(import.meta.url) === argv[1]) {
  process.stdout.write(documented(readFileSync(/** @type {string} */ (argv[2]), "utf8")));
}
