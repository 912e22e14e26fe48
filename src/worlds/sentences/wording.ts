/** Wordings of a meaning: words of the same sense, active and passive voice, the time first or last. */
import {type Concept, formsOf} from './lexicon.ts';
import {type Meaning, zipf} from './meaning.ts';

/** Wordings of every meaning. */
export const WORDINGS = 4;

/** Two voices by two verbs: so that no two wordings of a meaning are the same. */
export function wordingOf(meaning: Meaning, which: number, frequencySkew: number, uniform: () => number): string[] {
  const {denied, subject, action, object, quality, place, time} = meaning;
  const wordOf = ({words}: Concept) => words[zipf(words.length, frequencySkew, uniform())].split(' ');
  const verb = action.words[Math.floor(which / 2) % action.words.length];
  const {past, participle} = formsOf(verb);
  const who = ['the', ...wordOf(subject)];
  const what = ['the', ...(quality ? wordOf(quality) : []), ...wordOf(object)];
  const where = place ? ['in', 'the', ...wordOf(place)] : [];
  const when = time ? wordOf(time) : [];
  const not = denied ? ['not'] : [];
  const middle =
    which % 2 === 0
      ? [...who, ...(denied ? ['did', ...not, verb] : [past]), ...what]
      : [...what, 'was', ...not, participle, 'by', ...who];
  return uniform() < 0.5 ? [...when, ...middle, ...where] : [...middle, ...where, ...when];
}

const PROPER = /\b(monday|friday|june|july|august)\b/g;
const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

/** As one reads it. */
export const sentenceOf = (words: readonly string[]): string => `${capital(words.join(' ').replace(PROPER, capital))}.`;
