import type {Resources} from '../../engine/resources.ts';

/**
 * `load` with a memory: the faces of one world that are opened with the same resources share what it gives. Data is kept
 * only while something else holds it, since a file may be large. What was not found, or failed, is tried again.
 */
export function loadOnce<T extends object | undefined>(
  load: (resources: Resources, key: string) => Promise<T>,
): (resources: Resources, key: string) => Promise<T> {
  type Entry = Promise<T> | WeakRef<NonNullable<T>>;
  const known = new WeakMap<Resources, Map<string, Entry>>();
  return async (resources, key) => {
    const entries = known.get(resources) ?? new Map<string, Entry>();
    known.set(resources, entries);
    const entry = entries.get(key);
    const found = entry instanceof WeakRef ? entry.deref() : entry;
    if (found) return found;
    const loading = load(resources, key);
    entries.set(key, loading);
    const data = await loading.catch((error) => {
      entries.delete(key);
      throw error;
    });
    if (data) entries.set(key, new WeakRef(data));
    else entries.delete(key);
    return data;
  };
}
