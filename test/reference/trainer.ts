/**
 * A small contrastive run in double precision: its own world, network, gradients and optimiser, written from the
 * formulas. It shares with the lab nothing but the keys, and so the draws.
 */
import {deriveKey, type Key, normals, permutation} from '../../src/engine/keys.ts';
import * as kernels from './kernels.ts';
import {like, type Matrix, matrix, type Vector} from './matrix.ts';
import {type Mistake, objectiveReference, project} from './objectives.ts';
import {Parameter, rateAt, type Training} from './optimiser.ts';

export interface TrainerSettings {
  seed: number;
  steps: number;
  world: {classes: number; subclasses: number; overlap: number; points: number; strength: number; drawing: number};
  /** Sizes of the layers from input to head; ReLU after all but the last two. */
  sizes: readonly number[];
  /** Whether the representation is compared too, with equal weight. */
  both: boolean;
  temperature: number;
  batch: number;
  learningRate: number;
  weightDecay: number;
  training: Training;
}

interface Layer {
  name: string;
  relu: boolean;
  w: Parameter;
  b: Parameter;
  inputs: number;
  outputs: number;
}

export class Trainer {
  readonly layers: Layer[];
  readonly #points: Matrix;
  readonly #train: number[];
  #updates = 0;

  constructor(
    readonly settings: TrainerSettings,
    readonly mistake?: Mistake,
  ) {
    const {world, sizes, seed} = settings;
    this.#points = drawPoints(world);
    // Of every five rounds through all subclasses the first is never trained on.
    const round = world.classes * world.subclasses;
    this.#train = this.#points.map((_, i) => i).filter((i) => Math.floor(i / round) % 5 !== 0);
    this.layers = sizes.slice(1).map((outputs, l) => {
      const inputs = sizes[l];
      const head = l === sizes.length - 2;
      const relu = l < sizes.length - 3;
      const [network, at] = head ? ['head', 0] : ['backbone', l];
      const draws = normals(deriveKey(seed, `initial/${network}/w${at}`), inputs * outputs);
      const deviation = Math.sqrt((relu ? 2 : 1) / inputs);
      const w = new Parameter(
        [...draws].map((value) => value * deviation),
        true,
      );
      return {name: `${network}/${at}`, relu, w, b: new Parameter(new Array(outputs).fill(0), false), inputs, outputs};
    });
  }

  /** One update; gives the loss and the length of the gradient before it. */
  step(): {loss: number; gradientNorm: number} {
    const {settings, layers} = this;
    const [a, b] = this.#views(this.#updates);
    const x = [...a, ...b];
    const values = [x];
    for (const layer of layers) values.push(kernels.dense(values.at(-1)!, ...weights(layer), layer.relu).y);

    const depth = layers.length;
    const onHead = this.#compare(values[depth]);
    const onRepresentation = settings.both ? this.#compare(values[depth - 1]) : undefined;
    const share = settings.both ? 0.5 : 1;
    let dy = scaled(onHead.gradient, share);
    let squares = 0;
    const updates: (() => void)[] = [];
    const rate = settings.learningRate * rateAt(settings.training, this.#updates, settings.steps);
    const n = this.#updates;
    for (let l = depth - 1; l >= 0; l--) {
      const layer = layers[l];
      const {dx, dw, db} = kernels.dense(values[l], ...weights(layer), layer.relu, dy);
      for (const [parameter, gradient] of [
        [layer.w, dw!.flat()],
        [layer.b, db!],
      ] as const) {
        squares += gradient.reduce((total, g) => total + g * g, 0);
        updates.push(() => parameter.step(gradient, n, rate, settings.weightDecay, settings.training));
      }
      dy = dx!;
      if (l === depth - 1 && onRepresentation) {
        const more = scaled(onRepresentation.gradient, share);
        dy = like(dy, (i, j) => dx![i][j] + more[i][j]);
      }
    }
    for (const update of updates) update();
    this.#updates++;
    const loss = share * (onHead.value + (onRepresentation?.value ?? 0));
    return {loss, gradientNorm: Math.sqrt(squares)};
  }

  /** Symmetric InfoNCE of the two halves of x, put on the sphere. */
  #compare(x: Matrix): {value: number; gradient: Matrix} {
    const {y, back} = project(x);
    const n = x.length / 2;
    const hot = {'objective.temperature': this.settings.temperature};
    const {value, a, b} = objectiveReference('symmetric', this.mistake)(y.slice(0, n), y.slice(n), hot);
    return {value, gradient: back([...a, ...b])};
  }

  /** The two noisy views of the batch of a tick. */
  #views(tick: number): [Matrix, Matrix] {
    const {seed, batch, world} = this.settings;
    const key = (use: string): Key => deriveKey(seed, use, tick, 0);
    const at = permutation(key('batch/points'), this.#train.length);
    const chosen = Array.from({length: batch}, (_, i) => this.#points[this.#train[at(i)]]);
    const noisy = (use: string): Matrix => {
      const noise = normals(key(use), 2 * batch);
      return matrix(batch, 2, (i, k) => chosen[i][k] + 0.5 * world.strength * noise[2 * i + k]);
    };
    return [noisy('batch/noise/a'), noisy('batch/noise/b')];
  }
}

/** Classes on a circle of radius 1.5, subclasses on small circles about them, normal clusters about those. */
function drawPoints({classes, subclasses, overlap, points, drawing}: TrainerSettings['world']): Matrix {
  const apart = 3 * Math.sin(Math.PI / classes);
  const spread = (overlap * apart) / (2 * Math.sqrt(subclasses));
  const noise = normals(deriveKey(drawing, 'world/latent'), 2 * points);
  return Array.from({length: points}, (_, i) => {
    const angle = (2 * Math.PI * (i % classes)) / classes;
    const inner = angle + (2 * Math.PI * (Math.floor(i / classes) % subclasses)) / subclasses;
    const around = subclasses > 1 ? 0.3 * apart : 0;
    return [Math.cos, Math.sin].map((f, k) => 1.5 * f(angle) + around * f(inner) + spread * noise[2 * i + k]);
  });
}

const weights = ({w, b, inputs, outputs}: Layer): [Matrix, Vector] => [
  matrix(inputs, outputs, (i, o) => w.value[i * outputs + o]),
  b.value,
];

const scaled = (x: Matrix, by: number): Matrix => like(x, (i, j) => by * x[i][j]);
