import {describe, expect, it} from 'vitest';
import {sayingsOf} from '../../src/labs/policy/sayings.ts';
import {toneOf} from '../../src/panels/shared/sayings.ts';
import {answers, bandit} from '../../src/worlds/answers/index.spec.ts';
import {answerLattice} from '../../src/worlds/answers/lattice.ts';
import {KINDS} from '../../src/worlds/answers/moves.ts';
import {tokensOf} from '../../src/worlds/answers/says.ts';
import {ATTRIBUTES, countsOf} from '../../src/worlds/responses/attributes.ts';
import {FACTS, readable, SAID, WRONG} from '../../src/worlds/responses/language.ts';
import {partSettings} from '../support/worlds.ts';

const lattice = answerLattice();
const END = KINDS.length;

describe('what the answers of the policy lab say', () => {
  const world = partSettings(answers, {});
  const sayings = sayingsOf(world);

  it('is the text of the answer, and each part has its move', () => {
    for (let state = 0; state < lattice.states; state += 61) {
      const question = state % sayings.questions.length;
      const pieces = sayings.pieces(question, state);
      const text = pieces.map(({before, text}) => before + text).join('');
      expect(text).toBe(readable(tokensOf(lattice.counts[state], question)));
      for (const [kind, name] of KINDS.entries())
        expect(pieces.filter((piece) => piece.kind === kind).length).toBe(lattice.counts[state][name]);
    }
  });

  it('is said move by move in any order: the k-th thing of its kind', () => {
    const [fact, wrong, filler, , , , , repeat] = KINDS.keys();
    expect(sayings.statements(0, [filler, wrong, fact, repeat, fact, END])).toEqual([
      readable(SAID.filler[0].tokens),
      readable(WRONG[0][0].tokens),
      readable(FACTS[0][0].tokens),
      // The whole answer repeats its first fact.
      readable(FACTS[0][0].tokens),
      readable(FACTS[0][1].tokens),
      '',
    ]);
  });

  it('is worth what one such move changes in the gold reward that is read from the text', () => {
    for (const changes of [{}, {length: -1.5, style: 0.6, praise: -0.4}]) {
      const weights: Record<string, unknown> = partSettings(answers, changes);
      const {kinds, questions} = sayingsOf(partSettings(answers, changes));
      const gold = (tokens: number[], topic: number) => {
        const counts = countsOf(tokens, topic);
        return ATTRIBUTES.reduce((sum, {name, unit}) => sum + ((weights[name] as number) * counts[name]) / unit, 0);
      };
      for (const [i, kind] of KINDS.entries()) {
        const before = {...lattice.counts[0], fact: kind === 'repeat' ? 1 : 0};
        const each = questions.map(
          (_, topic) =>
            gold(tokensOf({...before, [kind]: before[kind] + 1}, topic), topic) - gold(tokensOf(before, topic), topic),
        );
        expect(kinds[i].worth).toBeCloseTo(each.reduce((sum, x) => sum + x, 0) / each.length, 9);
      }
    }
    expect(sayings.kinds.map(toneOf)).toEqual(['good', 'bad', 'neither', 'neither', 'neither', 'bad', 'bad', 'bad']);
    // Who is against length is against filler.
    expect(toneOf(sayingsOf(partSettings(answers, {length: -1.5})).kinds[KINDS.indexOf('filler')])).toBe('bad');
  });

  it('is an arm of a bandit, and nothing before the choice', () => {
    const {kinds, pieces, statements, answers: all} = sayingsOf(partSettings(bandit, {arms: 5}));
    expect([kinds.length, all]).toEqual([5, 5]);
    expect(pieces(0, 0)).toEqual([]);
    expect(pieces(0, 3)).toEqual([{before: '', text: 'Arm 3', kind: 2}]);
    expect(statements(0, [2, 5])).toEqual(['Arm 3', '']);
  });
});
