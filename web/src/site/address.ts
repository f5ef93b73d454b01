// The page's address carries what differs from the defaults, so that a link shows the same settings.
import { attributeName, namesOf, readableQuery, type ParameterTable } from "../state/parameters.ts";

export function restoreFromAddress<Values>(instrument: Element, table: ParameterTable<Values>): void {
  const query = new URLSearchParams(location.search);
  for (const attribute of namesOf(table).map(attributeName)) {
    const text = query.get(attribute);
    if (text !== null) instrument.setAttribute(attribute, text);
  }
}

let pending: ReturnType<typeof setTimeout> | undefined;

/** A moment later, and only the newest: browsers refuse an address that changes with every movement of a drag. */
export function rememberInAddress(query: URLSearchParams): void {
  clearTimeout(pending);
  pending = setTimeout(() => {
    history.replaceState(null, "", `${location.pathname}${readableQuery(query)}${location.hash}`);
  }, 100);
}
