import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';

const read = (file: string) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../public/data/${file}`, import.meta.url)), 'utf8'));

describe('reviews.json', () => {
  const {domains, sentiments, length, vocabulary, text, domain, sentiment, test, tokens} = read(
    'reviews/reviews.json',
  ) as {
    domains: string[];
    sentiments: string[];
    length: number;
    vocabulary: string[];
    text: string[];
    domain: string;
    sentiment: string;
    test: string;
    tokens: number[][];
  };
  const indices = text.map((_, index) => index);
  const words = text.map(
    (one) =>
      one
        .toLowerCase()
        .replaceAll('’', "'")
        .match(/[\p{L}\p{N}]+('\p{L}+)*/gu)!,
  );

  it('has an entry for each sentence in every column, of three domains and two tones', () => {
    expect(text.length).toBe(2972);
    for (const column of [domain, sentiment, test, tokens]) expect(column.length).toBe(text.length);
    expect(domains).toEqual(['Products', 'Films', 'Restaurants']);
    expect(sentiments).toEqual(['Complaint', 'Praise']);
    for (const d of [0, 1, 2]) {
      for (const s of [0, 1]) {
        const members = indices.filter((i) => domain[i] === String(d) && sentiment[i] === String(s));
        expect(Math.abs(members.length - 500)).toBeLessThan(15);
        expect(members.filter((i) => test[i] === '1')).toHaveLength(Math.round(members.length / 5));
      }
    }
  });

  it('has clean sentences, none twice', () => {
    expect(text.filter((one) => /[\p{Cc}]|&amp;|\s\s|^\s|\s$/u.test(one))).toEqual([]);
    expect(new Set(words.map((all) => all.join(' '))).size).toBe(text.length);
  });

  it('knows the words that occur at least twice in what is trained on, the most frequent first', () => {
    const counts = new Map<string, number>();
    for (const i of indices) {
      if (test[i] === '0') for (const word of words[i]) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const [unknown, ...known] = vocabulary;
    expect(unknown).toBe('…');
    expect(new Set(known)).toEqual(new Set([...counts].filter(([, count]) => count > 1).map(([word]) => word)));
    expect(known.map((word) => -counts.get(word)!)).toEqual(
      known.map((word) => -counts.get(word)!).sort((a, b) => a - b),
    );
  });

  it('has the first 24 words of each sentence as tokens, 0 for an unknown one', () => {
    const token = new Map(vocabulary.map((word, i) => [word, i]));
    expect(length).toBe(24);
    for (const i of indices) expect(tokens[i]).toEqual(words[i].slice(0, 24).map((word) => token.get(word) ?? 0));
    expect(tokens.every((one) => one.length > 0)).toBe(true);
  });

  it('knows praise from complaint', () => {
    const good = text.indexOf('Good case, Excellent value.');
    expect([sentiment[good], domain[good]]).toEqual(['1', '0']);
  });
});

describe('colours.json', () => {
  const {name, colour, test} = read('colours/colours.json') as {name: string[]; colour: string; test: string};

  it('has a colour of its own for every name, and no name twice', () => {
    expect(name).toHaveLength(4909);
    expect(new Set(name).size).toBe(name.length);
    expect(colour).toMatch(/^[0-9a-f]+$/);
    expect(colour).toHaveLength(6 * name.length);
    expect(new Set(colour.match(/.{6}/g)).size).toBe(name.length);
    expect(colour.slice(6 * name.indexOf('Pistachio')).slice(0, 6)).toBe('93c572');
  });

  it('keeps a fifth unseen', () => {
    expect(test).toMatch(/^[01]+$/);
    expect(test).toHaveLength(name.length);
    expect([...test].filter((one) => one === '1')).toHaveLength(Math.round(name.length / 5));
  });
});
