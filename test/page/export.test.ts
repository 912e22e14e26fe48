import {spawnSync} from 'node:child_process';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {type NpyArray, npyOf} from '../../src/app/export/npy.ts';
import {byStage} from '../../src/app/export/runJson.ts';
import {safetensorsOf} from '../../src/app/export/safetensors.ts';
import {csvOf} from '../../src/panels/frame/save.ts';
import type {Spec} from '../../src/spec/index.ts';
import {readRunFile} from '../../src/spec/runFile.ts';
import {readNpy} from '../support/npy.ts';
import {readSafetensors} from '../support/safetensors.ts';

const ARRAYS: Record<string, NpyArray> = {
  matrix: {shape: [2, 3], data: Float32Array.of(1, -2.5, 3e-39, 4, 5, 65504)},
  row: {shape: [3], data: Int32Array.of(-1, 0, 2 ** 31 - 1)},
  cube: {shape: [1, 2, 2], data: Float32Array.of(1, 2, 3, 4)},
  flags: {shape: [3], data: Uint8Array.of(1, 0, 1)},
  texts: {shape: [3], data: ['grinning face 😀', '', 'café']},
  empty: {shape: [0, 3], data: new Float32Array(0)},
};

const listOf = (values: Iterable<unknown>): unknown[] => [...values];
const valuesOf = ({data}: NpyArray) => (data instanceof Uint8Array ? Array.from(data, Boolean) : listOf(data));

test.each(Object.entries(ARRAYS))('.npy keeps the numbers and the shape: %s', (_, array) => {
  const read = readNpy(npyOf(array));
  expect(read.shape).toEqual(array.shape);
  expect(listOf(read.data)).toEqual(valuesOf(array));
});

test('a view into a larger buffer is saved alone', () => {
  const data = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
  expect(listOf(readNpy(npyOf({shape: [2], data})).data)).toEqual([1, 2]);
  const {tensors} = readSafetensors(safetensorsOf([{name: 'w', shape: [2], data}], {}));
  expect(Array.from(tensors.w.data)).toEqual([1, 2]);
});

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0;

test.skipIf(!hasNumpy)('NumPy itself reads the arrays (skipped where python3 has no NumPy)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-npy-'));
  for (const [name, array] of Object.entries(ARRAYS)) writeFileSync(join(folder, `${name}.npy`), npyOf(array));
  const script = `
import json, sys, numpy as np
names = ${JSON.stringify(Object.keys(ARRAYS))}
arrays = {name: np.load(sys.argv[1] + "/" + name + ".npy") for name in names}
print(json.dumps({name: [list(a.shape), str(a.dtype), a.ravel().tolist()] for name, a in arrays.items()}))
`;
  const {stdout, stderr} = spawnSync('python3', ['-c', script, folder], {encoding: 'utf8'});
  expect(stderr).toBe('');
  const read = JSON.parse(stdout) as Record<string, [number[], string, unknown[]]>;
  for (const [name, array] of Object.entries(ARRAYS)) {
    expect(read[name][0]).toEqual(array.shape);
    expect(read[name][2]).toEqual(valuesOf(array));
  }
});

test('.safetensors keeps names, shapes, numbers and words', () => {
  const tensors = [
    {name: 'backbone/w0', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4)},
    {name: 'counter', shape: [], data: Int32Array.of(7)},
  ];
  const read = readSafetensors(safetensorsOf(tensors, {spec: '{"seed": 7}', step: '3'}));
  expect(read.metadata).toEqual({spec: '{"seed": 7}', step: '3'});
  for (const {name, ...tensor} of tensors) expect(read.tensors[name]).toEqual(tensor);
});

const STAGES = {
  stages: [
    {id: 'first', steps: 10},
    {id: 'second', steps: 5},
  ],
} as unknown as Spec;

test('a curve is told stage by stage, each from its own first tick', () => {
  const series = {ticks: [0, 5, 10, 11, 15], values: [1, 2, Number.NaN, 4, 5]};
  expect(byStage(STAGES, series)).toEqual([
    {stage: 'first', ticks: [0, 5, 10], values: [1, 2, null]},
    {stage: 'second', ticks: [1, 5], values: [4, 5]},
  ]);
});

test('a saved run that cannot be read is refused with a sentence', () => {
  const right = {format: 'contrastive-lab-run', version: 1, preset: 'emoji', spec: {seed: 1}};
  expect(readRunFile(right)).toEqual({ok: true, value: {preset: 'emoji', spec: {seed: 1}}});
  expect(readRunFile({...right, version: 2})).toMatchObject({
    ok: false,
    sentences: [expect.stringContaining('version 2')],
  });
  expect(readRunFile({format: 'contrastive-lab-run'})).toMatchObject({ok: false});
  expect(readRunFile(null)).toMatchObject({ok: false});
});

test('a table is saved by RFC 4180', () => {
  const table = {
    caption: '',
    columns: ['name', 'a "b"'],
    rows: [
      ['x, y', 1.5],
      ['two\nlines', -2],
    ],
  };
  expect(csvOf(table)).toBe('name,"a ""b"""\r\n"x, y",1.5\r\n"two\nlines",-2\r\n');
});
