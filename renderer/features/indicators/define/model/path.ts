/** Where something stands in a definition: keys of objects and positions in lists. */
export type Path = readonly (string | number)[];

/** As the engine writes it: `measure.numerator.all[1]`. */
export const placeOf = (path: Path): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${String(part)}]` : `${i === 0 ? '' : '.'}${part}`)).join('');

/** True when a place is this one or lies within it. */
export const isWithin = (place: string, around: string): boolean =>
  around === '' || place === around || place.startsWith(`${around}.`) || place.startsWith(`${around}[`);

/** The same with something else at the path; undefined takes the key away. What does not lie on the path is kept as it is. */
export function withAt<T>(root: T, path: Path, value: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return value as T;
  if (Array.isArray(root)) {
    const copy = [...(root as unknown[])];
    if (rest.length === 0 && value === undefined) copy.splice(Number(step), 1);
    else copy[Number(step)] = withAt(copy[Number(step)], rest, value);
    return copy as T;
  }
  const object = root as Readonly<Record<string, unknown>>;
  if (rest.length === 0 && value === undefined) {
    const { [String(step)]: _gone, ...others } = object;
    return others as T;
  }
  return { ...object, [step]: withAt(object[String(step)], rest, value) } as T;
}

/** What stands at the path. */
export const partAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((here, step) => (here as Readonly<Record<string, unknown>>)[step], root);

/** Without the condition at the path: one of several goes, the last of several leaves everyone, and a negation leaves what it negated. */
export function withoutCondition<T>(root: T, path: Path): T {
  const last = path.at(-1);
  if (last === 'not') return withAt(root, path.slice(0, -1), partAt(root, path));
  const list = path.slice(0, -1);
  const parts = partAt(root, list) as readonly unknown[];
  return parts.length === 1 ? withAt(root, path.slice(0, -2), { all: [] }) : withAt(root, path, undefined);
}
