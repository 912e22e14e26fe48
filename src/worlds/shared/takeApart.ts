/** Splits plain texts into the words that models read. */

import type {Seen, TakenApart, Word} from '../preferenceWorld.ts';
import {placesOf} from './rawWords.ts';

/** A text of these words, separated by spaces. */
export const spaced = (words: readonly string[]): string => words.join(' ');

/** Splits a text into its first `most` words, with the punctuation between them; `seen` gives the model's input for a text. */
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
