/** The fields of a file of this project. Refuses text that is no JSON, other formats and newer versions, naming it `what`. */
export function readFields(text: string, what: string, format: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TypeError(`${what}: "${text.slice(0, 20)}" … is not JSON: truncated or not a ${what}`);
  }
  const fields = new Fields(value, what);
  const found = fields.string("format");
  if (found !== format) throw new TypeError(`${what}.format: "${found}" must be "${format}"`);
  const version = fields.whole("version");
  if (version !== 1)
    throw new RangeError(`${what}.version: ${version} is not a version that this program reads (1 … 1)`);
  return fields;
}

/** An object whose fields are asked for by name and type. */
export class Fields {
  private readonly values: Record<string, unknown>;

  constructor(
    value: unknown,
    readonly path: string,
  ) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new TypeError(`${path}: ${JSON.stringify(value)} must be an object`);
    this.values = value as Record<string, unknown>;
  }

  string(name: string): string {
    return this.checked(name, (value) => typeof value === "string", "a string") as string;
  }
  whole(name: string): number {
    return this.checked(name, Number.isSafeInteger, "a whole number") as number;
  }
  numberOrNaN(name: string): number {
    const value = this.checked(name, (value) => value === null || typeof value === "number", "a number");
    return (value ?? NaN) as number;
  }
  numbers(name: string): Float64Array {
    const values = this.array(name);
    const wrong = values.findIndex((value) => typeof value !== "number");
    if (wrong >= 0)
      throw new TypeError(`${this.path}.${name}[${wrong}]: ${JSON.stringify(values[wrong])} must be a number`);
    return Float64Array.from(values as number[]);
  }
  /** NaN for null, which stands for what is not finite. */
  numbersOrNaN(name: string): number[] {
    return this.array(name).map((value) => {
      if (value !== null && typeof value !== "number")
        throw new TypeError(`${this.path}.${name}: ${JSON.stringify(value)} must be a number`);
      return value ?? NaN;
    });
  }
  /** A matrix, row by row. */
  rows(name: string): number[][] {
    const rows = this.array(name);
    return rows.map((_, i) => new Fields({ row: rows[i] }, `${this.path}.${name}[${i}]`).numbersOrNaN("row"));
  }
  has(name: string): boolean {
    return Object.hasOwn(this.values, name);
  }
  object(name: string): Fields {
    return new Fields(this.field(name), `${this.path}.${name}`);
  }
  list(name: string): Fields[] {
    return this.array(name).map((value) => new Fields(value, `${this.path}.${name}`));
  }

  private array(name: string): unknown[] {
    return this.checked(name, Array.isArray, "an array") as unknown[];
  }
  private field(name: string): unknown {
    if (!this.has(name)) throw new TypeError(`${this.path}: "${name}" is missing`);
    return this.values[name];
  }
  private checked(name: string, holds: (value: unknown) => boolean, rule: string): unknown {
    const value = this.field(name);
    if (!holds(value)) throw new TypeError(`${this.path}.${name}: ${JSON.stringify(value)} must be ${rule}`);
    return value;
  }
}
