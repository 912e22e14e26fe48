/** Which functions of the binary each kernel calls. */

import {sizeOf} from '../../engine/kernel.ts';
import {optimise} from '../../engine/optimiser.ts';
import {reduceBackward, reduceForward} from '../../engine/reduceRows.ts';
import {augmentKernel, pictureChanges} from '../augmentPictures.ts';
import {denseBackward, denseForward} from '../dense.ts';
import {noisyRowsKernel, stretchOf} from '../noisyRows.ts';
import {normaliseBackward, normaliseForward} from '../normalise.ts';
import {permute, randomFill} from '../random.ts';
import {type Binary, registerCalls} from './binary.ts';
import {registerPairwise} from './pairwise.ts';

export function registerForms(binary: Binary, memory: WebAssembly.Memory): void {
  registerDense(binary);
  registerRows(binary);
  registerRandom(binary);
  registerPictures(binary);
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

function registerDense(binary: Binary): void {
  registerCalls(denseForward, {
    scratch: ({w}) => binary.denseForwardScratch(w[1], w[2]),
    run({at, out, shapes, attributes, scratch}) {
      const [replicas, inputs, outputs] = shapes.w;
      const [shared, n] = [shapes.x[0] === 1, shapes.x[1]];
      const relu = attributes.activation === 'relu';
      binary.denseForward(at('x'), shared, at('w'), at('b'), out[0], replicas, n, inputs, outputs, relu, scratch);
    },
  });
  registerCalls(denseBackward, {
    scratch: ({x, w}) => binary.denseBackwardScratch(x[1], w[1], w[2]),
    run({at, out: [dw, db, dx = 0], shapes, attributes, scratch}) {
      const [replicas, inputs, outputs] = shapes.w;
      const [shared, n] = [shapes.x[0] === 1, shapes.x[1]];
      binary.denseBackward(
        ...[at('x'), shared, at('w'), at('y'), at('dy'), dw, db, dx],
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

/** As assembly/random.ts numbers them. */
const KINDS = ['uniform', 'normal', 'keep'] as const;

function registerRandom(binary: Binary): void {
  const scratch = () => binary.randomScratch();
  registerCalls(randomFill, {
    scratch,
    run({at, out: [to], shapes: {keys}, attributes: {shape, distribution, rate}, scratch}) {
      // Of the upper 24 bits of a word: u < rate.
      const threshold = Math.ceil(rate * 2 ** 24);
      const kind = KINDS.indexOf(distribution);
      binary.fill(at('keys'), keys[0] * keys[1], to, sizeOf(shape), kind, threshold, 1 / (1 - rate), scratch);
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
}
