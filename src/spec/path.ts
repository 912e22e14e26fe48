/** Reading and replacing one value of a nested plain object by its dotted path. Values are never changed in place. */

export function read(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined), value);
}

export function assign<T>(value: T, path: string, to: unknown): T {
  const [key, ...rest] = path.split('.');
  const source: Record<string, unknown> = isRecord(value) ? value : {};
  const next =
    rest.length === 0 ? to : assign(Object.hasOwn(source, key) ? source[key] : undefined, rest.join('.'), to);
  // Object.fromEntries defines own properties, so that a path like "__proto__" from a link cannot reach a prototype.
  const copy = Object.fromEntries([...Object.entries(source).filter(([name]) => name !== key), [key, next]]);
  return keepOrder(source, copy) as T;
}

function keepOrder(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const names = [...Object.keys(before), ...Object.keys(after).filter((name) => !Object.hasOwn(before, name))];
  return Object.fromEntries(names.map((name) => [name, after[name]]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
