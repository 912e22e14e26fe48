/** Batches of things that are alike: clusters of equal size, found once from the similarity of inputs. */

interface Likeness {
  /** How many things are a cluster. */
  size: number;
  /** How many of the things most like a thing are no neighbours of it: they may mean the same. */
  skipped: number;
  /** How many things after these are its neighbours. */
  neighbours: number;
}

/** Cosine of the sets of words of texts: |A and B| / sqrt(|A| |B|), [T x T], row by row. */
export function cosinesOfWords(texts: readonly (readonly string[])[]): Float32Array {
  const count = texts.length;
  const textsWith = new Map<string, number[]>();
  for (const [i, words] of texts.entries()) {
    for (const word of new Set(words)) {
      const of = textsWith.get(word);
      if (of) of.push(i);
      else textsWith.set(word, [i]);
    }
  }
  const out = new Float32Array(count * count);
  for (const of of textsWith.values()) for (const i of of) for (const j of of) out[i * count + j]++;
  const sizes = texts.map((words) => Math.max(1, new Set(words).size));
  for (let at = 0; at < out.length; at++) out[at] /= Math.sqrt(sizes[Math.floor(at / count)] * sizes[at % count]);
  return out;
}

/**
 * Partition of T things into clusters of equal size whose things are neighbours: Thirukovalluru et al., "Breaking the batch barrier
 * (B3) of contrastive learning via smart batch mining" (2025), with a greedy partition in place of METIS. Every thing is linked to those
 * at ranks `skipped` + 1 ... `skipped` + `neighbours` of its similarities. A cluster begins with the thing that has the fewest links to
 * things that are left, and takes the one with the most links to it again and again; where none has any, the one that is most like the
 * cluster. Returns clusters one after another; the last T mod `size` things are in none.
 */
export function clustersOf(similarity: Float32Array, {size, skipped, neighbours}: Likeness): Int32Array {
  const count = Math.sqrt(similarity.length);
  const linked = linksOf(similarity, count, skipped, neighbours);
  const left = new Set(Array.from({length: count}, (_, i) => i));
  const out: number[] = [];
  while (left.size >= size) {
    const first = best(left, (i) => -linked[i].filter((j) => left.has(j)).length);
    const links = new Map<number, number>();
    const likeness = new Float64Array(count);
    let next = first;
    for (let taken = 1; ; taken++) {
      out.push(next);
      left.delete(next);
      if (taken === size) break;
      for (const j of linked[next]) links.set(j, (links.get(j) ?? 0) + 1);
      for (const j of left) likeness[j] += similarity[next * count + j];
      // Links first; what is most alike decides between things with as many, and it is below `size`.
      next = best(left, (j) => (links.get(j) ?? 0) * size + likeness[j] * 0.999);
    }
  }
  return Int32Array.from(out);
}

/** The things that each is linked with, in either direction. */
function linksOf(similarity: Float32Array, count: number, skipped: number, neighbours: number): number[][] {
  const linked = Array.from({length: count}, () => new Set<number>());
  const order = Array.from({length: count}, (_, i) => i);
  for (let i = 0; i < count; i++) {
    const row = similarity.subarray(i * count, (i + 1) * count);
    const ranked = order.filter((j) => j !== i).sort((a, b) => row[b] - row[a] || a - b);
    for (const j of ranked.slice(skipped, skipped + neighbours)) {
      linked[i].add(j);
      linked[j].add(i);
    }
  }
  return linked.map((of) => [...of]);
}

/** The one with the highest value; the first of several. */
function best(among: ReadonlySet<number>, value: (i: number) => number): number {
  let [found, highest] = [-1, Number.NEGATIVE_INFINITY];
  for (const i of among) {
    const of = value(i);
    if (of > highest) [found, highest] = [i, of];
  }
  return found;
}
