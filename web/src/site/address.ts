// The page's address carries what differs from the defaults, so that a link shows the same settings.
import { attributeName, namesOf, readableQuery, type ParameterTable } from "../state/parameters.ts";

export function restoreFromAddress<Values>(instrument: Element, table: ParameterTable<Values>): void {
  const query = new URLSearchParams(location.search);
  for (const attribute of namesOf(table).map(attributeName)) {
    const text = query.get(attribute);
    if (text !== null) instrument.setAttribute(attribute, text);
  }
}

export function rememberInAddress(query: URLSearchParams): void {
  history.replaceState(null, "", `${location.pathname}${readableQuery(query)}${location.hash}`);
}
