/**
 * What the exported PyTorch scripts compute, in double precision and with gradients by hand. It reads nothing but the
 * exported files.
 */
import {readNpy} from '../support/npy.ts';
import {type ReadTensor, readSafetensors} from '../support/safetensors.ts';

type Matrix = number[][];

interface Settings {
  model: {kind: string};
  objective: {temperature: number};
  training: {
    learningRate: number;
    weightDecay: number;
    warmup: number;
    schedule: 'cosine' | 'constant';
    momentum: number;
    beta2: number;
  };
}

interface Run {
  steps: number;
  inputs: 'tokens' | 'numbers';
  settings: Settings;
  losses: number[];
}

interface Parameter {
  name: string;
  rows: Matrix;
  gradient: Matrix;
  m: Matrix;
  v: Matrix;
}

interface Layer {
  w: Parameter;
  b: Parameter;
  relu: boolean;
}

const zeros = (rows: Matrix): Matrix => rows.map((row) => row.map(() => 0));

function parameterOf(name: string, {shape, data}: ReadTensor): Parameter {
  const columns = shape.at(-1)!;
  const rows = Array.from({length: data.length / columns}, (_, i) => [
    ...data.subarray(i * columns, (i + 1) * columns),
  ]);
  return {name, rows, gradient: zeros(rows), m: zeros(rows), v: zeros(rows)};
}

export function readRun(files: Readonly<Record<string, Uint8Array>>) {
  const run = JSON.parse(new TextDecoder().decode(files['run.json'])) as Run;
  const {tensors} = readSafetensors(files['weights.safetensors']);
  const parameters = Object.entries(tensors).map(([name, tensor]) => parameterOf(name, tensor));
  const inputs = readNpy(files['batches/inputs.npy']);
  const labels = files['batches/labels.npy'] && readNpy(files['batches/labels.npy']);
  return {run, parameters, inputs, labels};
}

const named = (parameters: readonly Parameter[], name: string) => parameters.find((one) => one.name === name)!;

/** Dense layers with ReLU between them. */
function layersOf(parameters: readonly Parameter[], name: string): Layer[] {
  const count = parameters.filter((one) => one.name.startsWith(`${name}/w`) && /\/w\d+$/.test(one.name)).length;
  return Array.from({length: count}, (_, i) => ({
    w: named(parameters, `${name}/w${i}`),
    b: named(parameters, `${name}/b${i}`),
    relu: i + 1 < count,
  }));
}

/** Outputs of all layers, the input first. */
function forward(x: number[], layers: readonly Layer[]): number[][] {
  const all = [x];
  for (const {w, b, relu} of layers) {
    const before = all.at(-1)!;
    const y = b.rows[0].map((bias, o) => before.reduce((sum, value, i) => sum + value * w.rows[i][o], bias));
    all.push(relu ? y.map((value) => Math.max(0, value)) : y);
  }
  return all;
}

/** Adds the gradients of the layers; gives that of the input. */
function backward(outputs: number[][], gradient: number[], layers: readonly Layer[]): number[] {
  let g = gradient;
  for (let k = layers.length - 1; k >= 0; k--) {
    const {w, b, relu} = layers[k];
    const [before, after] = [outputs[k], outputs[k + 1]];
    if (relu) g = g.map((value, o) => (after[o] > 0 ? value : 0));
    for (const [o, value] of g.entries()) {
      b.gradient[0][o] += value;
      for (const [i, input] of before.entries()) w.gradient[i][o] += input * value;
    }
    const now = g;
    g = before.map((_, i) => now.reduce((sum, value, o) => sum + value * w.rows[i][o], 0));
  }
  return g;
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * b[k], 0);

function softmax(values: readonly number[]): {probabilities: number[]; logSum: number} {
  const highest = Math.max(...values);
  const each = values.map((value) => Math.exp(value - highest));
  const sum = each.reduce((a, b) => a + b, 0);
  return {probabilities: each.map((value) => value / sum), logSum: highest + Math.log(sum)};
}

/** Both ways; gradients with respect to the points a, then b. */
function infoNCE(a: Matrix, b: Matrix, temperature: number): {loss: number; gradients: Matrix} {
  const n = a.length;
  const logits = a.map((x) => b.map((y) => dot(x, y) / temperature));
  const rows = logits.map(softmax);
  const columns = logits.map((_, j) => softmax(logits.map((row) => row[j])));
  const loss = logits.reduce((sum, row, i) => sum + rows[i].logSum + columns[i].logSum - 2 * row[i], 0) / (2 * n);
  const d = logits.map((row, i) =>
    row.map(
      (_, j) => (rows[i].probabilities[j] + columns[j].probabilities[i] - (i === j ? 2 : 0)) / (2 * n * temperature),
    ),
  );
  const dimension = Array.from({length: a[0].length}, (_, k) => k);
  const ofA = a.map((_, i) => dimension.map((k) => b.reduce((sum, y, j) => sum + d[i][j] * y[k], 0)));
  const ofB = b.map((_, j) => dimension.map((k) => a.reduce((sum, x, i) => sum + d[i][j] * x[k], 0)));
  return {loss, gradients: [...ofA, ...ofB]};
}

function encoderLoss(rows: Matrix, parameters: readonly Parameter[], {objective}: Settings): number {
  const backbone = layersOf(parameters, 'backbone');
  const layers = [...backbone, ...layersOf(parameters, 'head')];
  const outputs = rows.map((row) => forward(row, layers));
  const scales = outputs.map((all) => 1 / Math.sqrt(dot(all.at(-1)!, all.at(-1)!) + 1e-12));
  const points = outputs.map((all, i) => all.at(-1)!.map((value) => value * scales[i]));
  const n = rows.length / 2;
  const {loss, gradients} = infoNCE(points.slice(0, n), points.slice(n), objective.temperature);
  for (const [i, g] of gradients.entries()) {
    const along = dot(g, points[i]);
    backward(
      outputs[i],
      g.map((value, k) => scales[i] * (value - points[i][k] * along)),
      layers,
    );
  }
  return loss;
}

function rewardLoss(rows: Matrix, label: ArrayLike<number>, parameters: readonly Parameter[]): number {
  const table = named(parameters, 'model0/words');
  const body = layersOf(parameters, 'model0');
  const layers = [...body.slice(0, -1), {...body.at(-1)!, relu: true}, ...layersOf(parameters, 'model0/reward')];
  const texts = rows.map((row) => row.filter((word) => word >= 0));
  const outputs = texts.map((words) => {
    const mean = table.rows[0].map((_, k) => words.reduce((sum, word) => sum + table.rows[word][k], 0) / words.length);
    return forward(mean, layers);
  });
  const n = rows.length / 2;
  let loss = 0;
  for (let i = 0; i < n; i++) {
    const lead = outputs[i].at(-1)![0] - outputs[n + i].at(-1)![0];
    loss += (Math.log1p(Math.exp(lead)) - label[i] * lead) / n;
    const g = (1 / (1 + Math.exp(-lead)) - label[i]) / n;
    for (const [at, value] of [[i, g] as const, [n + i, -g] as const]) {
      const ofMean = backward(outputs[at], [value], layers);
      for (const word of texts[at]) {
        for (const [k, of] of ofMean.entries()) table.gradient[word][k] += of / texts[at].length;
      }
    }
  }
  return loss;
}

/** AdamW as PyTorch has it: the weights are drawn in first. */
function update(parameters: readonly Parameter[], n: number, {training}: Settings, steps: number): void {
  const {warmup, schedule, momentum, beta2, learningRate, weightDecay} = training;
  const progress = Math.min(1, (n - warmup) / Math.max(1, steps - warmup));
  const late = schedule === 'constant' ? 1 : 0.5 * (1 + Math.cos(Math.PI * progress));
  const rate = learningRate * (n < warmup ? (n + 1) / warmup : late);
  for (const {name, rows, gradient, m, v} of parameters) {
    const decay = /\/w\d+$/.test(name) ? weightDecay : 0;
    for (const [i, row] of rows.entries()) {
      for (const k of row.keys()) {
        const g = gradient[i][k];
        m[i][k] = momentum * m[i][k] + (1 - momentum) * g;
        v[i][k] = beta2 * v[i][k] + (1 - beta2) * g * g;
        const direction = m[i][k] / (1 - momentum ** (n + 1)) / (Math.sqrt(v[i][k] / (1 - beta2 ** (n + 1))) + 1e-8);
        row[k] = row[k] * (1 - rate * decay) - rate * direction;
        gradient[i][k] = 0;
      }
    }
  }
}

/** The losses of the exported steps: an encoder's with InfoNCE both ways and no labels, or a bag of words with Bradley-Terry. */
export function lossesOf(files: Readonly<Record<string, Uint8Array>>): number[] {
  const {run, parameters, inputs, labels} = readRun(files);
  const [steps, , pairs, size] = inputs.shape;
  const numbers = inputs.data as Float32Array | Int32Array;
  return Array.from({length: steps}, (_, step) => {
    const rows = Array.from({length: 2 * pairs}, (_, i) => {
      const from = (2 * pairs * step + i) * size;
      return [...numbers.subarray(from, from + size)];
    });
    const ofStep = (labels?.data as Float32Array | undefined)?.subarray(step * pairs, (step + 1) * pairs);
    const loss =
      run.settings.model.kind === 'mlp'
        ? encoderLoss(rows, parameters, run.settings)
        : rewardLoss(rows, ofStep!, parameters);
    update(parameters, step, run.settings, run.steps);
    return loss;
  });
}
