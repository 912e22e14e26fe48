const layers = require('./.dependency-cruiser.cjs');

const npm = (names) => `(^|/)(${names})(/|$)`;

/** What a file may reach while running, over any number of imports. Imports of types are gone by then. */
module.exports = {
  forbidden: [
    {
      name: 'page-without-tensors',
      comment: 'TensorFlow.js runs in the worker only: no import leads to it from the page or from settings.',
      severity: 'error',
      from: {
        path: [
          '^src/(app|labs|panels|studies|lessons|presets)/',
          '^src/main\\.tsx$',
          '\\.spec\\.ts$',
          '^src/programs/[^/]+/frames\\.ts$',
          '^src/worker/(protocol|client|sharded)\\.ts$',
        ],
      },
      to: {path: '@tensorflow/', reachable: true},
    },
    {
      name: 'core-without-page',
      comment: 'What computes knows nothing of the page. Hulls of points (d3-polygon) are arithmetic.',
      severity: 'error',
      from: {path: '^src/(spec|engine|kernels|nn|worlds|objectives|metrics|programs|runner|cli|worker)/'},
      to: {path: npm('react|react-dom|react-aria-components|d3-(?!polygon)[a-z]+|zustand|wouter'), reachable: true},
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: {circular: true},
    },
  ],
  options: {...layers.options, tsPreCompilationDeps: false},
};
