/** The most names that a sentence lists: more are not read. */
const MOST = 8;

/** "a, b, c"; of many names the first ones, and how many more there are: "a, b, c, d, e, f, g and 12 more". */
export function named(names: readonly string[]): string {
  if (names.length <= MOST) return names.join(', ');
  return `${names.slice(0, MOST - 1).join(', ')} and ${names.length - MOST + 1} more`;
}

/** The most characters of a name that a sentence quotes. */
const QUOTED = 60;

/** A name from a link or a file, in quotes; of a long one its beginning. */
export const quoted = (name: string): string =>
  JSON.stringify(name.length > QUOTED ? `${name.slice(0, QUOTED - 1)}…` : name);

/** The most sentences about one thing: nobody reads more. */
const MOST_SENTENCES = 20;

/** What is wrong with items, in order; after enough sentences no further item is looked at. */
export function firstWrong<T>(items: readonly T[], wrong: (item: T, index: number) => string[]): string[] {
  const sentences: string[] = [];
  for (let i = 0; i < items.length && sentences.length < MOST_SENTENCES; i++) sentences.push(...wrong(items[i], i));
  return sentences;
}
