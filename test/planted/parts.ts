/** One part of each kind, as a contributor adds it: new files (under files/) and edits of those that are there. */

export interface Edit {
  file: string;
  /** Occurs once in the file. */
  old: string;
  new: string;
}

export interface Part {
  /** As README calls it, behind "To add". */
  title: string;
  /** What stands in README's paths where the planted ones have a name of their own. */
  names: Readonly<Record<string, string>>;
  /** Folders of new files. */
  folders: readonly string[];
  edits: readonly Edit[];
}

/** Another entry behind one that is there, with its import. */
const listed = (file: string, importAfter: string, imported: string, [old, added]: [string, string]): Edit[] => [
  {file, old: importAfter, new: `${importAfter}\n${imported}`},
  {file, old, new: added},
];

const WORLD: Part = {
  title: 'a world',
  names: {name: 'ring'},
  folders: ['src/worlds/ring'],
  edits: [
    ...listed(
      'src/worlds/index.spec.ts',
      "import {reviewViews} from './reviews/views.spec.ts';",
      "import {ring} from './ring/index.spec.ts';",
      ['  pairs,\n', '  pairs,\n  ring,\n'],
    ),
    {
      file: 'src/worlds/index.ts',
      old: "    case 'drawn':\n",
      new: "    case 'ring':\n      return (await import('./ring/views.ts')).openRing(spec);\n    case 'drawn':\n",
    },
  ],
};

const OBJECTIVE: Part = {
  title: 'an objective',
  names: {name: 'squared'},
  folders: ['src/objectives/contrastive/squared'],
  edits: [
    ...listed(
      'src/objectives/contrastive/index.spec.ts',
      "import {spectral} from './spectral/index.spec.ts';",
      "import {squared} from './squared/index.spec.ts';",
      ['  simSiam,\n', '  simSiam,\n  squared,\n'],
    ),
    {
      file: 'src/objectives/contrastive/index.ts',
      old: '\n});\n',
      new: "\n  squared: async () => (await import('./squared/loss.ts')).squared,\n});\n",
    },
    ...listed(
      'src/objectives/formulas.ts',
      "import {formula as spectral} from './contrastive/spectral/formula.ts';",
      "import {formula as squared} from './contrastive/squared/formula.ts';",
      ['  simSiam,\n', '  simSiam,\n  squared,\n'],
    ),
  ],
};

const PRESET: Part = {
  title: 'a preset',
  names: {collection: 'sphere'},
  folders: [],
  edits: [
    {
      file: 'src/presets/sphere/cards.ts',
      old: '\n];\n',
      new: `
  {id: 'ring', title: 'Around a ring', text: 'What lies side by side on a ring belongs together.'},
];
`,
    },
    {
      file: 'src/presets/sphere/index.ts',
      old: "    'circle',\n",
      new: "    'circle',\n    'ring',\n",
    },
    {
      file: 'src/presets/sphere/bodies.ts',
      old: 'export const bodies: Bodies = {\n',
      new: `export const bodies: Bodies = {
  ring: {
    figure: {title: 'A ring', sentence: 'Its quarters are classes.'},
    turn: 'objective.weight',
    metric: 'loss',
    settings: {
      world: {kind: 'ring'},
      model: {width: 16, representation: 8},
      objective: {kind: 'squared'},
      training: {batch: 16, evaluateEvery: 10},
    },
    steps: 30,
  },
`,
    },
  ],
};

const PROGRAM: Part = {
  title: 'a program',
  names: {name: 'toy'},
  folders: ['src/programs/toy'],
  edits: [
    {
      file: 'src/programs/index.spec.ts',
      old: "  reward: async () => (await import('./reward/index.spec.ts')).rewardSpec,\n",
      new: `  reward: async () => (await import('./reward/index.spec.ts')).rewardSpec,
  toy: async () => (await import('./toy/index.spec.ts')).toySpec,
`,
    },
    {
      file: 'src/programs/index.ts',
      old: "  reward: async () => (await import('./reward/index.ts')).reward,\n",
      new: `  reward: async () => (await import('./reward/index.ts')).reward,
  toy: async () => (await import('./toy/index.ts')).toy,
`,
    },
  ],
};

const METRIC: Part = {
  title: 'a metric',
  names: {program: 'toy', name: 'distance'},
  folders: ['src/metrics/distance'],
  edits: [
    ...listed(
      'src/metrics/formulas.ts',
      "import {formulas as classCollapse} from './classCollapse/formula.ts';",
      "import {formulas as distance} from './distance/formula.ts';",
      ['  ...classCollapse,\n', '  ...classCollapse,\n  ...distance,\n'],
    ),
    ...listed(
      'src/programs/toy/metrics.spec.ts',
      '/** What toy runs report, in the order in which lists show it. */',
      "import {distance} from '../../metrics/distance/index.spec.ts';",
      ['[loss, testLoss, gradientNorm]', '[loss, testLoss, distance, gradientNorm]'],
    ),
    ...listed(
      'src/programs/toy/index.ts',
      "import {normal} from '../../kernels/random.ts';",
      "import {distance} from '../../metrics/distance/compute.ts';",
      [
        "      context.emit('testLoss', energy(difference));\n",
        "      context.emit('testLoss', energy(difference));\n      context.emit('distance', distance(difference));\n",
      ],
    ),
  ],
};

const LAB: Part = {
  title: 'a lab',
  names: {name: 'toy'},
  folders: ['src/labs/toy', 'src/presets/toy'],
  edits: [
    ...listed(
      'src/labs/index.ts',
      "import {sphereLab} from './sphere/entry.ts';",
      "import {toyLab} from './toy/entry.ts';",
      ['[sphereLab, rewardLab, policyLab]', '[sphereLab, rewardLab, policyLab, toyLab]'],
    ),
    ...listed(
      'src/presets/index.ts',
      "import {sphere} from './sphere/index.ts';",
      "import {toy} from './toy/index.ts';",
      ['[sphere, reward, policy]', '[sphere, reward, policy, toy]'],
    ),
  ],
};

const PANEL: Part = {
  title: 'a panel',
  names: {lab: 'toy', program: 'toy', name: 'coordinates', Name: 'Coordinates'},
  folders: ['src/panels/coordinates'],
  edits: [
    {
      file: 'src/programs/toy/frames.ts',
      old: 'export const toyFrames = {} as const satisfies Record<string, FrameSpec>;\n',
      new: `export interface VectorFrame {
  tick: number;
  values: Float32Array;
}

export const toyFrames = {
  vector: {
    phase: 'showVector',
    renewedBy: 'step',
    decode: ({tick, data}): VectorFrame => ({tick, values: data}),
  },
} as const satisfies Record<string, FrameSpec>;
`,
    },
    {
      file: 'src/programs/toy/index.ts',
      old: '  phases: {\n',
      new: `  phases: {
    /** The vector of the member that is shown, as a matrix of one row. */
    showVector(context) {
      context.emit('vector', tf.slice(context.get('vector'), [context.shown, 0], [1, -1]));
    },
`,
    },
    ...listed(
      'src/panels/formulas.ts',
      "import {formula as classes} from './classes/formula.ts';",
      "import {formula as coordinates} from './coordinates/formula.ts';",
      ['  classes,\n', '  classes,\n  coordinates,\n'],
    ),
    ...listed(
      'src/labs/toy/panels.tsx',
      "import {TOY_METRICS} from '../../programs/toy/metrics.spec.ts';",
      "import {CoordinatesPanel} from '../../panels/coordinates/CoordinatesPanel.tsx';\nimport type {VectorFrame} from '../../programs/toy/frames.ts';",
      [
        "import {useRun} from '../kit/context.tsx';\nimport {metricFormula} from '../kit/formulas.ts';",
        "import {useFrame, useRun} from '../kit/context.tsx';\nimport {metricFormula, panelFormula} from '../kit/formulas.ts';",
      ],
    ),
    {
      file: 'src/labs/toy/panels.tsx',
      old: 'export const PANELS: readonly LabPanel[] = [{...CURVES, View: Curves}];\n',
      new: `function Coordinates() {
  const {feed, onDrawn} = useFrame<VectorFrame>('vector');
  return <CoordinatesPanel vector={feed} onDrawn={onDrawn} formula={panelFormula('coordinates')} />;
}

export const PANELS: readonly LabPanel[] = [
  {id: 'coordinates', label: 'The vector', help: 'Its coordinates as bars.', View: Coordinates},
  {...CURVES, View: Curves},
];
`,
    },
  ],
};

/** In an order in which each finds what it builds on. */
export const PARTS: readonly Part[] = [WORLD, OBJECTIVE, PRESET, PROGRAM, METRIC, LAB, PANEL];
