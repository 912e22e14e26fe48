import {describe, expect, it} from 'vitest';
import {type Brush, brushAfter, brushAt, isApart, painted} from '../../src/app/controls/drawing/brush.ts';
import type {Dab} from '../../src/spec/index.ts';
import {drawn} from '../../src/worlds/drawn/index.spec.ts';

const FIELD = drawn.fields.dabs;
const BRUSH: Brush = {of: 2, x: 50, y: 50, spread: 5};

describe('the brush', () => {
  it.each<[string, boolean, Partial<Brush>]>([
    ['ArrowLeft', false, {x: 48}],
    ['ArrowRight', false, {x: 52}],
    ['ArrowUp', false, {y: 52}],
    ['ArrowDown', true, {y: 40}],
    ['1', false, {of: 0}],
    ['8', false, {of: 7}],
  ])('after %s (Shift: %s) is %o', (key, shift, change) => {
    expect(brushAfter(key, shift, BRUSH, FIELD)).toEqual({...BRUSH, ...change});
  });

  it.each(['9', '0', 'a', 'Enter', ' ', 'F1', '12'])('takes no notice of %j', (key) => {
    expect(brushAfter(key, false, BRUSH, FIELD)).toBeUndefined();
  });

  it('stays on the canvas, in whole units', () => {
    expect(brushAt(BRUSH, -3, 100.6, FIELD)).toMatchObject({x: 0, y: 100});
    expect(brushAt(BRUSH, 12.4, 12.6, FIELD)).toMatchObject({x: 12, y: 13});
    expect(brushAfter('ArrowUp', true, {...BRUSH, y: 95}, FIELD)).toMatchObject({y: 100});
  });

  it('paints until the canvas is full', () => {
    let dabs: readonly Dab[] = [];
    for (let i = 0; i < FIELD.most + 5; i++) dabs = painted(dabs, BRUSH, FIELD);
    expect(dabs).toHaveLength(FIELD.most);
    expect(dabs[0]).toEqual([2, 50, 50, 5]);
  });

  it('drawn along leaves its next dab two spreads on', () => {
    const dab: Dab = [2, 50, 50, 5];
    expect(isApart(dab, {...BRUSH, x: 59})).toBe(false);
    expect(isApart(dab, {...BRUSH, x: 56, y: 58})).toBe(true);
  });
});
