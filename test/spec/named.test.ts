import {describe, expect, it} from 'vitest';
import {named} from '../../src/spec/index.ts';
import {sentencesOf} from '../support/specs.ts';

describe('a list of names in a sentence', () => {
  it('has at most eight things', () => {
    const letters = [...'abcdefghij'];
    expect(named(letters.slice(0, 3))).toBe('a, b, c');
    expect(named(letters.slice(0, 8))).toBe('a, b, c, d, e, f, g, h');
    expect(named(letters)).toBe('a, b, c, d, e, f, g and 3 more');
    expect(named([])).toBe('');
  });

  it('is short where there are many parts or settings', () => {
    const program = (spec: object) => ({stages: [{id: 'main', program: 'encoder', spec}]});
    const wrong = [{objective: {kind: 'nonsense'}}, {training: {nonsense: 1}}, {world: {kind: 'nonsense'}}];
    for (const sentence of wrong.flatMap((spec) => sentencesOf(program(spec)))) {
      expect(sentence.split(',').length, sentence).toBeLessThanOrEqual(8);
    }
  });
});
