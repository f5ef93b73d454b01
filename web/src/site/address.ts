// The page's address carries what differs from the defaults, so that a link shows the same settings.
import { attributeName, namesOf } from "../state/parameters.ts";
import { trainParameters } from "../state/train-parameters.ts";

export function restoreFromAddress(instrument: Element): void {
  const query = new URLSearchParams(location.search);
  for (const attribute of namesOf(trainParameters).map(attributeName)) {
    const text = query.get(attribute);
    if (text !== null) instrument.setAttribute(attribute, text);
  }
}

export function rememberInAddress(query: URLSearchParams): void {
  // Colons and commas are legal in a query and readable: noise=uniform:5.
  const text = query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}${location.hash}`);
}
