// The layers of src/, from the top down: a file may import from its own layer and from those below.
const LAYERS = [
  'app',
  'labs',
  'panels',
  'lessons',
  'worker',
  'cli',
  'studies',
  'presets',
  'runner',
  'programs',
  'metrics',
  'objectives',
  'worlds',
  'nn',
  'kernels',
  'engine',
  'tex',
  'spec',
  'storage',
];

const main = '^src/main\\.tsx$';
const folder = (...names) => `^src/(${names.join('|')})/`;
const part = '^src/.+/[^/]+\\.spec\\.ts$';
const frames = '^src/programs/[^/]+/frames\\.ts$';

const above = LAYERS.slice(1).map((layer, i) => ({
  name: `${layer}-imports-down`,
  comment: `src/${layer} may not import what lies above it.`,
  severity: 'error',
  from: {path: folder(layer)},
  to: {path: [folder(...LAYERS.slice(0, i + 1)), main]},
}));

/** Every import counts here, those of types too. What may be reached while running: .dependency-cruiser.runtime.cjs. */
module.exports = {
  forbidden: [
    ...above,
    {
      name: 'known-layers',
      comment: 'Every source file is part of a layer of this list.',
      severity: 'error',
      from: {path: '^src/', pathNot: [folder(...LAYERS), main, '^src/[^/]+\\.d\\.ts$']},
      to: {},
    },
    {
      name: 'worker-by-protocol',
      comment: 'The page knows of the worker only its protocol and its clients.',
      severity: 'error',
      from: {path: folder('app', 'labs', 'lessons')},
      to: {
        path: folder('worker'),
        pathNot: '^src/worker/(protocol|client|sharded|(bench|own)/(protocol|client))\\.ts$',
      },
    },
    {
      name: 'panels-know-the-protocol',
      comment: 'Panels know of the worker only the types of its protocol.',
      severity: 'error',
      from: {path: folder('panels')},
      to: {path: folder('worker'), pathNot: '^src/worker/protocol\\.ts$'},
    },
    {
      name: 'panels-know-types',
      severity: 'error',
      from: {path: folder('panels')},
      to: {path: '^src/worker/protocol\\.ts$', dependencyTypesNot: ['type-only']},
    },
    {
      name: 'parts-are-settings',
      comment: 'A part spec is settings: it imports other part specs, src/spec, frames and the type of a metric.',
      severity: 'error',
      from: {path: part},
      to: {pathNot: [part, frames, folder('spec'), '^src/metrics/metric\\.ts$']},
    },
    {
      name: 'frames-are-pure',
      comment: 'The page decodes frames: they know types of points, how metrics read numbers, and nothing of engines.',
      severity: 'error',
      from: {path: frames},
      to: {pathNot: [folder('spec', 'metrics'), '^src/worlds/points\\.ts$', '(^|/)node_modules/valibot/']},
    },
    {
      name: 'presets-are-data',
      comment: 'Presets are specs: they know settings of programs, never their work.',
      severity: 'error',
      from: {path: folder('presets')},
      to: {pathNot: [folder('presets', 'spec'), part]},
    },
    {
      name: 'studies-are-data',
      comment:
        'Studies are specs and claims: they know settings of programs and metrics, never their work. What is read off a path of a run or a front of points is a measure.',
      severity: 'error',
      from: {path: folder('studies')},
      to: {
        pathNot: [
          folder('studies', 'spec'),
          part,
          '^src/metrics/(metric|exact/(path|front))\\.ts$',
          '^node_modules/@stdlib/',
        ],
      },
    },
    {
      name: 'lessons-are-data',
      comment: 'Lessons are specs and words: they know settings of programs and metrics, never their work.',
      severity: 'error',
      from: {path: folder('lessons')},
      to: {
        pathNot: [
          folder('lessons', 'spec'),
          part,
          '^src/(metrics/metric|studies/kit/settings|programs/index\\.spec)\\.ts$',
          '^node_modules/valibot/',
        ],
      },
    },
    {
      name: 'storage-alone-keeps',
      comment: 'What the browser keeps goes through src/storage, which never throws. Its types are free.',
      severity: 'error',
      from: {path: '^src/', pathNot: folder('storage')},
      to: {path: '(^|/)idb(/|$)', dependencyTypesNot: ['type-only']},
    },
    {
      name: 'metric-is-a-type',
      severity: 'error',
      from: {path: part},
      to: {path: '^src/metrics/metric\\.ts$', dependencyTypesNot: ['type-only']},
    },
    {
      name: 'no-tests',
      comment: 'Nothing that is shipped depends on a test.',
      severity: 'error',
      from: {path: '^src/'},
      to: {path: '^test/'},
    },
  ],
  options: {
    doNotFollow: {path: 'node_modules'},
    // AssemblyScript: another language in files of this name.
    exclude: {path: '^src/kernels/wasm/assembly/'},
    tsPreCompilationDeps: true,
    tsConfig: {fileName: 'tsconfig.json'},
    enhancedResolveOptions: {conditionNames: ['import', 'browser', 'default'], mainFields: ['module', 'main']},
  },
};
