/** Plain texts taken apart into the words that models read of them. */

import type {Seen, TakenApart, Word} from '../preferenceWorld.ts';
import {placesOf} from './rawWords.ts';

/** The text made of words alone. */
export const spaced = (words: readonly string[]): string => words.join(' ');

/** The first `most` words of a text, with the marks between them; `seen` says what models see of a text. */
export function apart(text: string, most: number, seen: (text: string) => Seen): TakenApart {
  const places = placesOf(text).slice(0, most);
  const words: Word[] = places.map(({from, to}, i) => ({
    before: text.slice(places[i - 1]?.to ?? 0, from),
    text: text.slice(from, to),
  }));
  return {
    words,
    rest: text.slice(places.at(-1)?.to ?? 0),
    seen(without) {
      if (without === undefined) return seen(text);
      const {from, to} = places[without];
      return seen(text.slice(0, from) + text.slice(to));
    },
  };
}
