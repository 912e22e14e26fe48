/** The files that a run can be saved as. What makes one is loaded when it is asked for. */
import {presentStage} from '../../labs/kit/settings.ts';
import type {RunState} from '../../labs/kit/state.ts';
import {language} from '../../programs/index.spec.ts';
import type {Experiment} from '../experiment/experiment.ts';

export interface FileKind {
  id: string;
  label: string;
  says: string;
  /** What follows the run's name. */
  ending: string;
  /** Why the present run has none. */
  missing?(state: RunState): string | undefined;
  /** Rejects with a sentence. `doing` tells how far it is. */
  make(experiment: Experiment, doing: (text: string) => void): Promise<Blob>;
}

const hasFrame = (state: RunState, frame: string) => frame in language.program(presentStage(state).program).frames;

export const KINDS: readonly FileKind[] = [
  {
    id: 'run',
    label: 'Run',
    says: 'Settings, slider moves and every measured value. Drop it on the page to open the run again, or give it to the command line.',
    ending: 'run.json',
    make: async (experiment) => (await import('./runJson.ts')).runJson(experiment),
  },
  {
    id: 'embeddings',
    label: 'Points',
    says: 'Every point and its representation with names and groups, seen and unseen: opens with NumPy’s load.',
    ending: 'points.npz',
    missing: (state) =>
      hasFrame(state, 'representations')
        ? undefined
        : 'A reward model has no points: save its figure as numbers instead.',
    make: async (experiment) => (await import('./embeddings.ts')).embeddings(experiment),
  },
  {
    id: 'weights',
    label: 'Weights',
    says: 'What the model has learnt up to now, with its settings inside.',
    ending: 'weights.safetensors',
    make: async (experiment) => (await import('./weights.ts')).weights(experiment),
  },
  {
    id: 'torch',
    label: 'PyTorch',
    says: 'A script that makes the same first steps with PyTorch and compares its losses, then trains on: for larger machines.',
    ending: 'torch.zip',
    make: async (experiment, doing) => (await import('./torch/torch.ts')).torch(experiment, doing),
  },
  {
    id: 'offline',
    label: 'The whole lab',
    says: 'This page with this run inside, as one file: open it from disk, without a network, and it trains.',
    ending: 'lab.html',
    make: async (experiment, doing) => (await import('./offline/offline.ts')).offline(experiment, doing),
  },
];
