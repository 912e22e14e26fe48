import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {cruise, type ICruiseResult} from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTypeScript from 'dependency-cruiser/config-utl/extract-ts-config';
import {afterEach, describe, expect, test} from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const configs = ['.dependency-cruiser.cjs', '.dependency-cruiser.runtime.cjs'];

// That the layers of src/ are kept is the step `layers` of `npm test`.

/** The names of the rules that the tree below `folder` breaks. */
async function broken(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const config of configs) {
    const options = await extractOptions(join(root, config));
    const tsConfig = extractTypeScript(join(root, 'tsconfig.json'));
    const {output} = await cruise(['src'], {...options, baseDir: folder}, {}, {tsConfig});
    names.push(...(output as ICruiseResult).summary.violations.map(({rule}) => rule.name));
  }
  return [...new Set(names)];
}

describe('A planted import breaks its rule:', () => {
  let folder = '';
  afterEach(() => rmSync(folder, {recursive: true}));

  async function brokenBy(files: Record<string, string>): Promise<string[]> {
    folder = mkdtempSync(join(tmpdir(), 'layers-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), {recursive: true});
      writeFileSync(join(folder, path), text);
    }
    return broken(folder);
  }

  const tensors = "import * as tf from '@tensorflow/tfjs-core';\nexport const a = tf.scalar(1);\n";
  const value = 'export const a = 1;\nexport type A = typeof a;\n';
  const using = (path: string) => `import {a} from '${path}';\nexport const b = a;\n`;
  const typing = (path: string) => `import type {A} from '${path}';\nexport type B = A;\n`;

  test.each<[string, string[], Record<string, string>]>([
    ['upwards', ['engine-imports-down'], {'src/engine/b.ts': using('../kernels/a.ts'), 'src/kernels/a.ts': value}],
    ['a type upwards', ['spec-imports-down'], {'src/spec/b.ts': typing('../engine/a.ts'), 'src/engine/a.ts': value}],
    [
      'a program from a world',
      ['worlds-imports-down'],
      {'src/worlds/b.ts': using('../programs/a.ts'), 'src/programs/a.ts': value},
    ],
    [
      'from a folder that is no layer',
      ['known-layers'],
      {'src/misc/b.ts': using('../spec/a.ts'), 'src/spec/a.ts': value},
    ],
    [
      'tensors, two steps from a panel',
      ['page-without-tensors'],
      {'src/panels/b.tsx': using('../engine/c.ts'), 'src/engine/c.ts': using('./a.ts'), 'src/engine/a.ts': tensors},
    ],
    [
      'tensors, later, from the app',
      ['page-without-tensors'],
      {'src/app/b.ts': "export const b = () => import('../engine/a.ts');\n", 'src/engine/a.ts': tensors},
    ],
    [
      'tensors from settings',
      ['parts-are-settings', 'page-without-tensors'],
      {'src/worlds/b.spec.ts': using('./a.ts'), 'src/worlds/a.ts': tensors},
    ],
    [
      'tensors from a frame, which settings know',
      ['frames-are-pure', 'page-without-tensors'],
      {
        'src/programs/p/index.spec.ts': using('./frames.ts'),
        'src/programs/p/frames.ts': using('../../kernels/a.ts'),
        'src/kernels/a.ts': tensors,
      },
    ],
    [
      'a world from a frame',
      ['frames-are-pure'],
      {'src/programs/p/frames.ts': typing('../../worlds/a.ts'), 'src/worlds/a.ts': value},
    ],
    [
      'the runner from a program',
      ['programs-imports-down'],
      {'src/programs/b.ts': typing('../runner/a.ts'), 'src/runner/a.ts': value},
    ],
    [
      'the work of a program from a preset',
      ['presets-are-data'],
      {'src/presets/b.ts': typing('../programs/a.ts'), 'src/programs/a.ts': value},
    ],
    [
      'a world from its settings',
      ['parts-are-settings'],
      {'src/worlds/b.spec.ts': typing('./a.ts'), 'src/worlds/a.ts': value},
    ],
    [
      'a database that may throw',
      ['storage-alone-keeps'],
      {'src/app/b.ts': "import {openDB} from 'idb';\nexport const b = openDB;\n"},
    ],
    [
      'React from a program',
      ['core-without-page'],
      {'src/programs/b.ts': "import {useState} from 'react';\nexport const b = useState;\n"},
    ],
    [
      'D3 from a metric',
      ['core-without-page'],
      {'src/metrics/b.ts': "import {mean} from 'd3-array';\nexport const b = mean;\n"},
    ],
    [
      'the inside of the worker',
      ['worker-by-protocol'],
      {'src/app/b.ts': using('../worker/driver.ts'), 'src/worker/driver.ts': value},
    ],
    [
      'the client from a panel',
      ['panels-know-the-protocol'],
      {'src/panels/b.ts': using('../worker/client.ts'), 'src/worker/client.ts': value},
    ],
    [
      'a value of the protocol from a panel',
      ['panels-know-types'],
      {'src/panels/b.ts': using('../worker/protocol.ts'), 'src/worker/protocol.ts': value},
    ],
    [
      'in a circle',
      ['no-cycles'],
      {'src/nn/a.ts': "export {b} from './b.ts';\nexport const a = 1;\n", 'src/nn/b.ts': using('./a.ts')},
    ],
    ['a test', ['no-tests'], {'src/nn/b.ts': using('../../test/a.ts'), 'test/a.ts': value}],
  ])('%s', async (_, rules, files) => {
    expect(await brokenBy(files)).toEqual(rules);
  });

  test.each<[string, Record<string, string>]>([
    ['types in a circle', {'src/nn/a.ts': `${value}export type {B} from './b.ts';\n`, 'src/nn/b.ts': typing('./a.ts')}],
    [
      'the type of something with tensors',
      {'src/app/b.ts': typing('../engine/a.ts'), 'src/engine/a.ts': `${tensors}export type A = typeof a;\n`},
    ],
    [
      'frames from settings, and points from frames',
      {
        'src/programs/p/index.spec.ts': using('./frames.ts'),
        'src/programs/p/frames.ts': using('../../worlds/points.ts'),
        'src/worlds/points.ts': value,
      },
    ],
    [
      'a worker',
      {
        'src/app/b.ts': "export const b = new Worker(new URL('../worker/entry.ts', import.meta.url));\n",
        'src/worker/entry.ts': tensors,
      },
    ],
  ])('but not %s', async (_, files) => {
    expect(await brokenBy(files)).toEqual([]);
  });
});
