import {describe, expect, it} from 'vitest';
import {countsOf} from '../../src/worlds/responses/attributes.ts';
import {responses} from '../../src/worlds/responses/index.spec.ts';
import {wordTokens} from '../../src/worlds/responses/language.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {checksOf} from '../../src/worlds/responses/verifiers.ts';
import {WISHES} from '../../src/worlds/responses/wishes.ts';
import {partSettings} from '../support/worlds.ts';

const EXACT = {verifiers: 'routed', verifierError: 0, drawing: 1} as const;
const answer = (text: string, wish = '') => ({
  ...{topic: 0, prompt: 0, tokens: wordTokens(text)},
  wish: WISHES.findIndex(({name}) => name === wish),
});

const TWO = 'a soft egg needs six minutes . a hard egg needs ten minutes .';
const WRONG = 'a soft egg needs one hour .';
const PRAISE = 'what a great question !';

describe('verifiers that do not err', () => {
  it('count right claims less wrong ones', () => {
    expect(checksOf(answer(TWO), EXACT)).toBe(2);
    expect(checksOf(answer(`${TWO} ${WRONG}`), EXACT)).toBe(1);
    expect(checksOf(answer(WRONG), EXACT)).toBe(-1);
  });

  it('check what the question wishes for, or everything', () => {
    const of = (text: string, wish: string) => checksOf(answer(text, wish), EXACT) - checksOf(answer(text), EXACT);
    const long = `${TWO} put the egg into boiling water . ${TWO} ${TWO}`;
    expect([of(TWO, 'brief'), of(long, 'brief'), of(TWO, 'thorough'), of(long, 'thorough')]).toEqual([1, 0, 0, 1]);
    expect([of(TWO, 'plain'), of(`• ${TWO}`, 'plain')]).toEqual([1, 0]);
    expect([of(TWO, 'polite'), of(`${PRAISE} ${TWO}`, 'polite')]).toEqual([0, 1]);
    // Brief and plain, whatever is wished for.
    for (const wish of ['', 'polite', 'brief'])
      expect(checksOf(answer(TWO, wish), {...EXACT, verifiers: 'all'})).toBe(2 + 2);
  });
});

it('err as often as they should, and always about the same', () => {
  const third = 'cool the egg in cold water .';
  const of = (text: string, drawing: number) => checksOf(answer(text), {...EXACT, verifierError: 0.2, drawing});
  // Whatever the question is taken to wish for, all of these keep the same rules.
  const added = (text: string, drawing: number) => of(`${text} ${third}`, drawing) - of(text, drawing);
  const found = Array.from({length: 2000}, (_, drawing) => added(TWO, drawing));
  const wrong = found.filter((one) => one === -1).length / found.length;
  expect(found.every((one) => Math.abs(one) === 1)).toBe(true);
  // Five standard errors of a share.
  expect(Math.abs(wrong - 0.2)).toBeLessThan(5 * Math.sqrt((0.2 * 0.8) / found.length));
  found.slice(0, 100).forEach((one, drawing) => {
    expect(added(`${TWO} ${WRONG}`, drawing)).toBe(one);
  });
});

it('a world with verifiers is the same but for what they find', () => {
  const settings = (changes: object) =>
    partSettings(responses, {pairs: 250, wishes: 'any', ...changes}) as Parameters<typeof openResponses>[0];
  const [without, world] = [
    openResponses(settings({})),
    openResponses(settings({verifiers: 'routed', verifierError: 0}), undefined, {check: checksOf}),
  ];
  const numbers = (one: typeof world, slot: string) => Array.from(one.slots[slot].initial!([0, 0]));
  for (const slot of Object.keys(without.slots)) expect(numbers(world, slot)).toEqual(numbers(without, slot));
  expect(Object.keys(world.slots).filter((slot) => !(slot in without.slots))).toEqual([world.checks]);
  expect(without.checks).toBeUndefined();
  const checks = numbers(world, world.checks!);
  const features = numbers(world, 'world/features');
  // Facts, errors; every rule adds at most 1.
  checks.forEach((found, i) => {
    const claims = features[9 * i] - features[9 * i + 1];
    expect([claims, claims + 1]).toContain(found);
  });
  expect(countsOf(wordTokens(TWO), 0).facts).toBe(2);
});
