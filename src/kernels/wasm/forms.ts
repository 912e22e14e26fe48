/** Which functions of the binary each kernel calls. */

import {type Shapes, sizeOf} from '../../engine/kernel.ts';
import {optimise} from '../../engine/optimiser.ts';
import {reduceBackward, reduceForward} from '../../engine/reduceRows.ts';
import {attentionBackward, attentionForward, type Heads} from '../attention.ts';
import {augmentKernel, pictureChanges} from '../augmentPictures.ts';
import {denseBackward, denseForward} from '../dense.ts';
import {dropoutKernel} from '../dropout.ts';
import {meanBackward, meanForward} from '../embedding.ts';
import {gatherRowsKernel} from '../gatherRows.ts';
import {layerNormBackward, layerNormForward} from '../layerNorm.ts';
import {noisyRowsKernel, stretchOf} from '../noisyRows.ts';
import {normaliseBackward, normaliseForward} from '../normalise.ts';
import {patchesAlong, patchesBackward, patchesForward} from '../patches.ts';
import {permute, randomFill} from '../random.ts';
import {meanTokensBackward, meanTokensForward} from '../texts.ts';
import {type Binary, registerCalls} from './binary.ts';
import {registerPairwise} from './pairwise.ts';

export function registerForms(binary: Binary, memory: WebAssembly.Memory): void {
  registerDense(binary);
  registerRows(binary);
  registerRandom(binary);
  registerPictures(binary);
  registerAttention(binary);
  registerTexts(binary);
  registerPairwise(binary, memory);

  registerCalls(optimise, {
    run({at, shapes, attributes}) {
      const [replicas, chunks] = shapes.squares;
      const {kind, decays, momentum, beta2, epsilon} = attributes;
      binary.optimise(
        ...[at('value'), at('gradient'), at('m'), kind === 'adamW' ? at('v') : 0, at('hyper')],
        at('squares') + attributes.at * 4,
        ...[replicas, sizeOf(shapes.value) / replicas, chunks],
        ...[decays, momentum, beta2, epsilon],
      );
    },
  });
}

/** The number of sets of an optional input. */
const setsOf = (shape: readonly number[] | undefined): number => shape?.[0] ?? 1;

function registerDense(binary: Binary): void {
  registerCalls(denseForward, {
    scratch: ({w}) => binary.denseForwardScratch(w[1], w[2]),
    run({at, out, shapes, attributes, scratch}) {
      const [replicas, inputs, outputs] = shapes.w;
      const [shared, n] = [shapes.x[0] === 1, shapes.x[1]];
      const relu = attributes.activation === 'relu';
      binary.denseForward(
        ...[at('x'), shared, at('w'), at('b'), out[0], at('counts'), setsOf(shapes.counts)],
        ...[replicas, n, inputs, outputs, relu, scratch],
      );
    },
  });
  registerCalls(denseBackward, {
    scratch: ({x, w}) => binary.denseBackwardScratch(x[1], w[1], w[2]),
    run({at, out: [dw, db, dx = 0], shapes, attributes, scratch}) {
      const [replicas, inputs, outputs] = shapes.w;
      const [shared, n] = [shapes.x[0] === 1, shapes.x[1]];
      binary.denseBackward(
        ...[at('x'), shared, at('w'), at('y'), at('dy'), dw, db, dx, at('counts'), setsOf(shapes.counts)],
        ...[replicas, n, inputs, outputs, attributes.activation === 'relu', scratch],
      );
    },
  });
}

function registerRows(binary: Binary): void {
  registerCalls(normaliseForward, {
    run({at, out: [y, inverse], shapes: {x}}) {
      binary.normaliseForward(at('x'), y, inverse, sizeOf(x.slice(0, -1)), x.at(-1)!);
    },
  });
  registerCalls(normaliseBackward, {
    run({at, out: [dx], shapes: {y}}) {
      binary.normaliseBackward(at('y'), at('inverse'), at('dy'), dx, sizeOf(y.slice(0, -1)), y.at(-1)!);
    },
  });
  registerCalls(gatherRowsKernel, {
    run({at, out: [to], shapes: {table, rows}}) {
      binary.gatherRows(at('table'), at('rows'), to, sizeOf(rows), sizeOf(table.slice(1)) * 4);
    },
  });
  registerCalls(reduceForward, {
    run({at, out: [y], shapes: {x}, attributes: {reduction}}) {
      const [replicas, n] = x;
      if (reduction === 'logSumExp') binary.logSumExp(at('x'), y, replicas, n);
      else binary.sumRows(at('x'), y, replicas, n, reduction === 'mean' ? n : 1, reduction === 'rootSum');
    },
  });
  registerCalls(reduceBackward, {
    run({at, out: [dx], shapes: {x}, attributes: {reduction}}) {
      const [replicas, n] = x;
      if (reduction === 'mean') binary.meanBackward(at('dy'), dx, replicas, n);
      else binary.logSumExpBackward(at('x'), at('y'), at('dy'), dx, replicas, n);
    },
  });
}

/** Kinds of random numbers, numbered as in assembly/random.ts. */
const KINDS = ['uniform', 'normal', 'keep'] as const;

/** A word is dropped if its upper 24 bits are below the first number; the second is the factor of kept values. */
const keeping = (rate: number) => [Math.ceil(rate * 2 ** 24), 1 / (1 - rate)] as const;

function registerRandom(binary: Binary): void {
  const scratch = () => binary.randomScratch();
  registerCalls(randomFill, {
    scratch,
    run({at, out: [to], shapes: {keys}, attributes: {shape, distribution, rate}, scratch}) {
      const kind = KINDS.indexOf(distribution);
      binary.fill(at('keys'), keys[0] * keys[1], to, sizeOf(shape), kind, ...keeping(rate), scratch);
    },
  });
  registerCalls(permute, {
    scratch,
    run({at, out: [to], shapes: {keys}, attributes: {size, count}, scratch}) {
      binary.permute(at('keys'), keys[0] * keys[1], at('table'), to, size, count, scratch);
    },
  });
  registerCalls(noisyRowsKernel, {
    scratch,
    run({at, out: [to], shapes: {table, rows, keys}, attributes, scratch}) {
      binary.noisyRows(
        ...[at('table'), at('rows'), at('keys'), at('deviation'), to],
        ...[keys[0], keys[1], ...Object.values(stretchOf(rows, keys, attributes)), table[1], scratch],
      );
    },
  });
}

function registerPictures(binary: Binary): void {
  registerCalls(pictureChanges, {
    scratch: () => binary.randomScratch(),
    run({at, out: [to], shapes: {keys}, attributes: {count}, scratch}) {
      binary.pictureChanges(at('keys'), at('amounts'), to, keys[0], keys[1], count, scratch);
    },
  });
  registerCalls(augmentKernel, {
    scratch: (_shapes, {side, channels}) => binary.augmentScratch(side, channels),
    run({at, out: [to], shapes: {rows}, attributes: {side, channels}, scratch}) {
      binary.augment(at('pictures'), at('rows'), at('change'), to, rows[0], rows[1], side, channels, scratch);
    },
  });
  registerCalls(patchesForward, {
    run({at, out, shapes: {x}, attributes: {side, channels}}) {
      binary.patchesForward(at('x'), ...out, x[0] * x[1], side, channels);
    },
  });
  registerCalls(patchesBackward, {
    run({at, out, shapes: {dy}, attributes: {side, channels}}) {
      binary.patchesBackward(at('dy'), ...out, (dy[0] * dy[1]) / patchesAlong(side) ** 2, side, channels);
    },
  });
}

/** The rows of a text encoder: all rows of each text, or only those that are not padding. */
function registerTexts(binary: Binary): void {
  registerCalls(layerNormForward, {
    run({at, out, shapes: {x, counts}, attributes: {epsilon}}) {
      const inputs = [at('x'), at('gain'), at('bias'), at('counts'), setsOf(counts)];
      binary.layerNormForward(...inputs, ...out, ...x, epsilon);
    },
  });
  registerCalls(layerNormBackward, {
    run({at, out, shapes: {x, counts}}) {
      const inputs = [at('x'), at('gain'), at('moments'), at('dy'), at('counts'), setsOf(counts)];
      binary.layerNormBackward(...inputs, ...out, ...x);
    },
  });
  registerCalls(meanForward, {
    run({at, out, shapes: {table, tokens}}) {
      binary.embeddingMean(at('table'), at('tokens'), ...out, ...table, ...tokens);
    },
  });
  registerCalls(meanBackward, {
    run({at, out, shapes: {dy, first, next}}) {
      const [replicas, n, d] = dy;
      const sizes = [replicas, first[1], d, first[0], n, next[1] / n];
      binary.embeddingMeanBackward(at('dy'), at('weight'), at('first'), at('next'), ...out, ...sizes);
    },
  });
  registerCalls(dropoutKernel, {
    scratch: ({x}) => binary.dropoutScratch(sizeOf(x.slice(2))),
    run({at, out, shapes: {x, keys, places}, attributes: {rate}, scratch}) {
      const sizes = [x[0], keys[1], x[1], sizeOf(x.slice(2))];
      const inputs = [at('x'), at('keys'), at('places'), setsOf(places)];
      binary.dropout(...inputs, ...out, ...sizes, ...keeping(rate), scratch);
    },
  });
  registerCalls(meanTokensForward, {
    run({at, out, shapes: {x, lengths}}) {
      binary.meanTokens(at('x'), at('lengths'), at('starts'), ...out, x[0], lengths[0], ...x.slice(1));
    },
  });
  registerCalls(meanTokensBackward, {
    run({at, out, shapes: {dy, lengths}, attributes: {longest}}) {
      const [replicas, n, d] = dy;
      const inputs = [at('dy'), at('lengths'), at('starts')];
      binary.meanTokensBackward(...inputs, ...out, replicas, lengths[0], n, longest, d);
    },
  });
}

function registerAttention(binary: Binary): void {
  type Sizes = Shapes<'x' | 'lengths'>;
  const sizes = ({x: [replicas, rows, width], lengths}: Sizes, {heads, longest}: Heads) => [
    ...[(replicas * rows) / longest, rows / longest, sizeOf(lengths), longest],
    ...[heads, width / 3 / heads],
  ];
  const scratch = ({x}: Sizes, {heads, longest}: Heads) => binary.attentionScratch(longest, x[2] / 3 / heads);
  registerCalls(attentionForward, {
    scratch,
    run({at, out, shapes, attributes, scratch}) {
      binary.attentionForward(at('x'), at('lengths'), at('starts'), ...out, ...sizes(shapes, attributes), scratch);
    },
  });
  registerCalls(attentionBackward, {
    scratch,
    run({at, out, shapes, attributes, scratch}) {
      const inputs = [at('x'), at('lengths'), at('starts'), at('logSum'), at('dy')];
      binary.attentionBackward(...inputs, ...out, ...sizes(shapes, attributes), scratch);
    },
  });
}
