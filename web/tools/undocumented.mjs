/**
 * The public functions of one of Doxygen's XML files that have no description, as "file: name". Operators, destructors and
 * moving constructors explain themselves.
 * @param {string} xml
 */
export function undocumentedFunctions(xml) {
  const functions = xml.match(/<memberdef kind="function"[^>]* prot="public"[\s\S]*?<\/memberdef>/g) ?? [];
  return functions.filter((member) => !isDescribed(member) && !explainsItself(member)).map(placeOf);
}

/** @param {string} member */
const isDescribed = (member) => /<(?:brief|detailed)description>\s*<para>/.test(member);

/** @param {string} member */
const explainsItself = (member) => /<name>(?:~|operator\b)|<argsstring>\([^)]*&amp;&amp;\)/.test(member);

/** @param {string} member */
function placeOf(member) {
  const name = /<name>(.*?)<\/name>/.exec(member)?.[1] ?? "";
  return `${/<location file="(.*?)"/.exec(member)?.[1]}: ${name}`;
}
