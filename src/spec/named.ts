/** The most names that a sentence lists: more are not read. */
const MOST = 8;

/** "a, b, c"; of many names the first ones, and how many more there are: "a, b, c, d, e, f, g and 12 more". */
export function named(names: readonly string[]): string {
  if (names.length <= MOST) return names.join(', ');
  return `${names.slice(0, MOST - 1).join(', ')} and ${names.length - MOST + 1} more`;
}
