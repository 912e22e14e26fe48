import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {conditionSchema} from '../../src/spec/conditionSchema.ts';
import {type Condition, holds} from '../../src/spec/conditions.ts';

const low: Condition = {metric: 'loss', below: 1};
const high: Condition = {metric: 'rank', above: 5};
const missing: Condition = {metric: 'never', above: 0};
const metrics = {loss: 0.5, rank: 3, broken: Number.NaN};

describe('a condition', () => {
  it.each<[string, Condition, boolean]>([
    ['below', low, true],
    ['above', high, false],
    ['between', {metric: 'rank', above: 2, below: 4}, true],
    ['not between', {metric: 'rank', above: 2, below: 3}, false],
    ['all of true and false', {all: [low, high]}, false],
    ['any of true and false', {any: [low, high]}, true],
    ['not false', {not: high}, true],
    ['of what was not measured', missing, false],
    ['not of what was not measured', {not: missing}, false],
    ['twice not of what was not measured', {not: {not: missing}}, false],
    ['of what is not a number', {not: {metric: 'broken', above: 0}}, false],
    ['of a metric with an inherited name', {not: {metric: 'toString', above: 0}}, false],
    ['any of true and open', {any: [missing, low]}, true],
    ['any of false and open', {any: [missing, high]}, false],
    ['not any of false and open', {not: {any: [missing, high]}}, false],
    ['all of true and open', {all: [missing, low]}, false],
    ['not all of false and open', {not: {all: [missing, high]}}, true],
    ['not all of true and open', {not: {all: [missing, low]}}, false],
  ])('%s', (_, condition, expected) => {
    expect(holds(condition, metrics)).toBe(expected);
    expect(v.parse(conditionSchema, structuredClone(condition))).toEqual(condition);
  });

  it.each<[string, unknown]>([
    ['has no bound', {metric: 'loss'}],
    ['is an empty list', {all: []}],
    ['is two at once', {...low, not: high}],
    ['is a word', 'loss'],
    ['holds a wrong one', {not: {any: [low, {metric: 5, above: 1}]}}],
  ])('that %s is refused', (_, json) => expect(v.is(conditionSchema, json)).toBe(false));
});
