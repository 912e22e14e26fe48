/** The entries of a JSON list, one after another, so that no more than one of them is parsed at once. */
import {limitRow, limitRows, quoted, Refusal} from './rows.ts';

/** What can begin or end a string, a list or an object, or part two entries. */
const MARKS = /["\\[\]{},]/g;

/** Nothing where the text is JSON, but no list. */
export function* entriesOf(name: string, texts: Iterable<string>): Generator<unknown> {
  let row = 1;
  let begun = '';
  let inString = false;
  let escaped = false;
  /** 0 before the list, 1 in it, more in an entry. */
  let depth = 0;
  let ended = false;

  const entry = (): unknown => {
    try {
      return JSON.parse(begun);
    } catch {
      const what = begun.trim() === '' ? 'it is empty' : `it begins with ${quoted(begun.trim())}`;
      throw new Refusal(`${name} is not JSON: its entry ${row} cannot be read (${what}). ${AGAIN}`);
    }
  };

  for (const text of texts) {
    let at = 0;
    if (depth === 0 && !ended) {
      at = text.search(/\S/);
      if (at < 0) continue;
      if (text[at] === '{') return;
      if (text[at] !== '[')
        throw new Refusal(`${name} is not JSON: it begins with ${quoted(text.slice(at))}. ${AGAIN}`);
      depth = 1;
      at++;
    }
    if (escaped) {
      begun += text[at++];
      escaped = false;
    }
    MARKS.lastIndex = at;
    for (let match = MARKS.exec(text); match && !ended; match = MARKS.exec(text)) {
      const [mark] = match;
      if (inString) {
        if (mark === '"') inString = false;
        else if (mark === '\\') {
          // The character after it belongs to it.
          escaped = match.index + 1 === text.length;
          MARKS.lastIndex = match.index + 2;
          if (escaped) break;
        }
      } else if (mark === '"') inString = true;
      else if (mark === '[' || mark === '{') depth++;
      else if (mark === ']' || mark === '}') depth--;
      const parts = !inString && ((depth === 1 && mark === ',') || depth === 0);
      if (!parts) continue;
      begun += text.slice(at, match.index);
      limitRow(name, row, begun.length);
      at = match.index + 1;
      ended = depth === 0;
      if (ended && mark !== ']') throw new Refusal(`${name} is not JSON: its list ends with ${mark}. ${AGAIN}`);
      if (ended && row === 1 && begun.trim() === '') break;
      yield entry();
      limitRows(name, ++row);
      begun = '';
    }
    if (ended) {
      const more = text.slice(at).trim();
      if (more !== '') throw new Refusal(`${name} is not JSON: after its list stands ${quoted(more)}. ${AGAIN}`);
      continue;
    }
    begun += text.slice(at);
    limitRow(name, row, begun.length);
  }
  if (!ended) throw new Refusal(`${name} is not JSON: it ends within its entry ${row}. ${AGAIN}`);
}

const AGAIN = 'Save it again as one list of objects.';
