/**
 * Small texts that the page keeps between visits, in `localStorage`. A browser may block it (every access throws) or it
 * may be full (writing throws): then a value lives in memory, as long as the page.
 */
const inMemory = new Map<string, string>();

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
    inMemory.delete(key);
  } catch {
    inMemory.set(key, value);
  }
}

/** The value of a key; null when there is none. */
export function recall(key: string): string | null {
  // What is in memory is newer than what is stored.
  const value = inMemory.get(key);
  if (value !== undefined) return value;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function forget(key: string): void {
  inMemory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Storage that cannot be opened holds nothing.
  }
}
