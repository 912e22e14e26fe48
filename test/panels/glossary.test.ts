import {describe, expect, it} from 'vitest';
import {split} from '../../src/panels/glossary/split.ts';
import {TERMS} from '../../src/panels/glossary/terms.ts';

const named = (text: string) => split(text).flatMap(({term, text}) => (term ? [[text, term.name]] : []));

describe('a text is split where it names a term', () => {
  it('and no letter is lost', () => {
    const text = 'At a low temperature the hardest negatives get all of the push; the head is a projector.';
    expect(
      split(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(split('Nothing of the kind.')).toEqual([{text: 'Nothing of the kind.'}]);
    expect(split('')).toEqual([]);
  });

  it('of several forms the longest counts, in whatever case', () => {
    expect(named('False negatives, hard negatives, other negatives')).toEqual([
      ['False negatives', 'False negative'],
      ['hard negatives', 'Hard negative'],
      ['negatives', 'Negative'],
    ]);
    expect(named('TEMPERATURE')).toEqual([['TEMPERATURE', 'Temperature']]);
    expect(named('InfoNCE of the gold reward')).toEqual([
      ['InfoNCE', 'InfoNCE'],
      ['gold reward', 'Gold reward'],
    ]);
  });

  it('only whole words count, and a hyphen is a letter', () => {
    expect(named('ahead, headings, knots, golden, seedling, non-collapse, seed-like')).toEqual([]);
    expect(named('R@10 is not R@1')).toEqual([['R@10', 'Recall@k']]);
    expect(named('“Temperature” (temperature)')).toEqual([['Temperature', 'Temperature']]);
    expect(named('a batch.')).toEqual([['batch', 'Batch']]);
  });

  it('each term once in a block of text', () => {
    const seen = new Set<(typeof TERMS)[number]>();
    expect(split('The batch of one batch.', seen).filter(({term}) => term)).toHaveLength(1);
    expect(split('A larger batch, an anchor.', seen).flatMap(({term}) => term?.name ?? [])).toEqual(['Anchor']);
  });
});

describe('the glossary', () => {
  it('is in order, with each form once, in small letters', () => {
    const names = TERMS.map(({name}) => name);
    expect([...names].sort((a, b) => a.localeCompare(b, 'en', {sensitivity: 'base'}))).toEqual(names);
    const forms = TERMS.flatMap((term) => term.forms);
    expect(new Set(forms).size).toBe(forms.length);
    for (const form of forms) expect(form).toBe(form.toLowerCase());
  });

  it('explains each term in one or two sentences that fit a small card', () => {
    for (const {name, says} of TERMS) {
      expect([name, says.length <= 180, /[.)]$/.test(says)]).toEqual([name, true, true]);
    }
  });
});
