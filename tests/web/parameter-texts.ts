import { namesOf, type ParameterTable, type Texts } from "../../web/src/state/parameters.ts";

/** Every value as its attribute spells it. */
export function textsOf<Values>(table: ParameterTable<Values>, values: Values): Texts<Values> {
  return Object.fromEntries(namesOf(table).map((name) => [name, table[name].format(values[name])])) as Texts<Values>;
}
