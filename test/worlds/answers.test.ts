import {describe, expect, it} from 'vitest';
import {answers, bandit} from '../../src/worlds/answers/index.spec.ts';
import {openAnswers} from '../../src/worlds/answers/index.ts';
import {answerLattice} from '../../src/worlds/answers/lattice.ts';
import {CAPS, KINDS, MOST_MOVES} from '../../src/worlds/answers/moves.ts';
import {attributesOf, movesIn, tokensOf} from '../../src/worlds/answers/says.ts';
import {type AnswerWorld, DEMONSTRATIONS, FEATURES, PLACES} from '../../src/worlds/answers/world.ts';
import {countsOf} from '../../src/worlds/responses/attributes.ts';
import {LONGEST} from '../../src/worlds/responses/draw.ts';
import {FACTS, WRONG} from '../../src/worlds/responses/language.ts';
import {partSettings} from '../support/worlds.ts';

const lattice = answerLattice();
const END = lattice.moves - 1;
const settings = (changes: object = {}) => partSettings(answers, changes);
const values = (world: AnswerWorld, slot: string) => world.slots[slot].initial!([0, 0]);

describe('the lattice of answers', () => {
  it('has every list of counts that some moves lead to, once, fewer moves before more', () => {
    // Counted apart: all lists within the caps, without those that repeat what nobody has claimed.
    let count = 0;
    const walk = (counts: number[]): void => {
      const made = counts.reduce((a, b) => a + b, 0);
      if (made > MOST_MOVES) return;
      if (counts.length < KINDS.length) {
        for (let n = 0; n <= CAPS[KINDS[counts.length]]; n++) walk([...counts, n]);
        return;
      }
      const of = (kind: (typeof KINDS)[number]) => counts[KINDS.indexOf(kind)];
      if (of('repeat') === 0 || of('fact') + of('wrong') + of('offTopic') > 0) count++;
    };
    walk([]);
    expect(lattice.states).toBe(count);
    expect(new Set(lattice.counts.map((counts) => JSON.stringify(counts))).size).toBe(count);
    const made = lattice.counts.map((counts) => Object.values(counts).reduce((a, b) => a + b, 0));
    expect(made).toEqual([...made].sort((a, b) => a - b));
  });

  it('leads from each state to the one with one more of the move', () => {
    for (const [state, counts] of lattice.counts.entries()) {
      for (const [move, kind] of KINDS.entries()) {
        const at = state * lattice.moves + move;
        if (lattice.open[at] < 0) continue;
        expect(lattice.next[at]).toBeGreaterThan(state);
        expect(lattice.counts[lattice.next[at]]).toEqual({...counts, [kind]: counts[kind] + 1});
      }
      expect(lattice.open[state * lattice.moves + END]).toBe(0);
    }
  });
});

describe('what an answer says', () => {
  it('has the attributes that are counted in its text, whatever the state and the topic, and fits into a response', () => {
    for (const topic of FACTS.keys()) {
      expect(Math.min(FACTS[topic].length - CAPS.fact, WRONG[topic].length - CAPS.wrong)).toBeGreaterThanOrEqual(0);
      // Other states of other topics, so that all kinds of states are read.
      for (let state = topic; state < lattice.states; state += 11) {
        const counts = lattice.counts[state];
        const tokens = tokensOf(counts, topic);
        expect(tokens.length).toBeLessThanOrEqual(LONGEST);
        expect(attributesOf(counts, topic)).toEqual(countsOf(tokens, topic));
      }
    }
  });

  it('is understood as the moves that it was made of', () => {
    for (let state = 0; state < lattice.states; state += 7) {
      const counts = lattice.counts[state];
      const found = KINDS.map((_, kind) => movesIn(tokensOf(counts, 3), 3).filter((move) => move === kind).length);
      expect(found).toEqual(KINDS.map((kind) => counts[kind]));
    }
  });
});

describe('the world of answers', () => {
  it('ends every demonstration, and takes only moves that are open', async () => {
    const world = await openAnswers(settings({demonstrations: 500}));
    const moves = values(world, DEMONSTRATIONS);
    const [next, open] = [values(world, PLACES.next), values(world, PLACES.open)];
    let made = 0;
    for (let d = 0; d < world.demonstrations; d++) {
      const begin = 2 * lattice.states * (d % world.questions.length);
      let place = begin;
      for (const move of moves.subarray(d * world.longest, (d + 1) * world.longest)) {
        if (open[place * lattice.moves + move] !== 0) throw new Error(`Demonstration ${d} takes a closed move.`);
        place = next[place * lattice.moves + move];
        made += Number(move !== END);
      }
      expect(place - begin).toBeGreaterThanOrEqual(lattice.states);
      expect(place - begin).toBeLessThan(2 * lattice.states);
    }
    expect(made / world.demonstrations).toBeGreaterThan(5);
  });

  it('leads nowhere but to the end behind an end', async () => {
    const world = await openAnswers(settings({questions: 1, demonstrations: 250}));
    const [next, open] = [values(world, PLACES.next), values(world, PLACES.open)];
    for (let state = lattice.states; state < 2 * lattice.states; state++) {
      const row = Array.from(open.subarray(state * lattice.moves, (state + 1) * lattice.moves));
      expect(row.map((x) => x === 0)).toEqual(row.map((_, move) => move === END));
      expect(next[state * lattice.moves + END]).toBe(state);
    }
  });

  it('weighs as the settings say: gold, and what annotators like besides', async () => {
    const spec = settings({lengthBias: 2, styleBias: 0.5, length: -1, facts: 2});
    const world = await openAnswers(spec);
    const names = world.features.map(({name}) => name);
    const [gold, taste] = [world.goldOf(spec), world.tasteOf(spec)];
    expect(gold[names.indexOf('facts')]).toBe(2);
    expect(gold[names.indexOf('length')]).toBe(-1);
    expect(taste[names.indexOf('length')]).toBe(1);
    expect(taste[names.indexOf('style')]).toBe(0.5);
  });

  it('may know less of some topics', async () => {
    const factsOf = async (unevenKnowledge: number) => {
      const world = await openAnswers(settings({unevenKnowledge, demonstrations: 4000}));
      const moves = values(world, DEMONSTRATIONS);
      const facts = world.questions.map(() => 0);
      for (let d = 0; d < world.demonstrations; d++) {
        const row = moves.subarray(d * world.longest, (d + 1) * world.longest);
        facts[d % facts.length] += row.filter((move) => move === 0).length;
      }
      return Math.max(...facts) - Math.min(...facts);
    };
    expect(await factsOf(1)).toBeGreaterThan(2 * (await factsOf(0)));
  });
});

describe('a bandit', () => {
  it('has one move, and the peak where it is asked for', async () => {
    const spec = partSettings(bandit, {arms: 10, rewards: 'far', demonstrations: 2000});
    const world = await openAnswers(spec);
    expect(world.longest).toBe(2);
    const rewards = values(world, FEATURES).subarray(1);
    expect(rewards.indexOf(Math.max(...rewards))).toBe(8);
    const chosen = new Array<number>(10).fill(0);
    values(world, DEMONSTRATIONS).forEach((move, i) => {
      if (i % 2 === 0) chosen[move]++;
    });
    expect(chosen.indexOf(Math.max(...chosen))).toBe(3);
    expect(chosen[8]).toBeLessThan(100);
    expect(world.lattice.open[world.lattice.moves - 1]).toBeLessThan(0);
  });
});
