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

/** What two instruments of one page say, under names that they do not share. */
export function rememberTogether(queries: readonly URLSearchParams[]): void {
  rememberInAddress(new URLSearchParams(queries.flatMap((query) => [...query])));
}

/** A moment later, and only the newest: browsers refuse an address that changes with every movement of a drag. */
export function rememberInAddress(query: URLSearchParams): void {
  clearTimeout(pending);
  pending = setTimeout(() => {
    history.replaceState(null, "", `${location.pathname}${readableQuery(query)}${location.hash}`);
  }, 100);
}
