/** Where a text names terms of art. */
import {TERMS, type Term} from './terms.ts';

export interface Piece {
  text: string;
  /** The term that this piece names. */
  term?: Term;
}

const TERM_OF = new Map(TERMS.flatMap((term) => term.forms.map((form) => [form, term] as const)));

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whole words, in which a hyphen counts as a letter. The longest form comes first. */
const NAMED = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${[...TERM_OF.keys()]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})(?![\\p{L}\\p{N}]|-\\p{L})`,
  'giu',
);

/** The text in pieces. What is in `seen` stays unmarked, and what is marked is added to it. */
export function split(text: string, seen: Set<Term> = new Set()): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const {0: named, index} of text.matchAll(NAMED)) {
    const term = TERM_OF.get(named.toLowerCase())!;
    if (seen.has(term)) continue;
    seen.add(term);
    if (index > from) pieces.push({text: text.slice(from, index)});
    pieces.push({text: named, term});
    from = index + named.length;
  }
  if (from < text.length) pieces.push({text: text.slice(from)});
  return pieces;
}
