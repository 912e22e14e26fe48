import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {meanBackward, meanForward, tokenPlaces} from '../embedding.ts';
import {flat, forEach, type Lanes, lanesOf} from './flat.ts';

/** One thread for each number (or four) of each mean. */
const forward = (type: Lanes['type']): string => `
${head(2, {
  table: `array<${type}>`,
  tokens: 'array<i32>',
  out0: [`array<${type}>`, 'read_write'],
  out1: ['array<f32>', 'read_write'],
})}
${forEach(`
  let n = u[0].y;
  let width = u[0].z;
  let vocabulary = u[0].w;
  let length = u[1].x;
  let row = index / width;
  let r = row / n;
  // One set of texts for all replicas, or one for each.
  let text = row % n + r * n * u[1].y;
  var sum = ${type}(0.0);
  var count = 0.0;
  for (var t = text * length; t < (text + 1u) * length; t++) {
    let token = u32(tokens[t]);
    if (token >= vocabulary) { continue; }
    sum += table[(r * vocabulary + token) * width + index % width];
    count += 1.0;
  }
  let weight = 1.0 / max(count, 1.0);
  out0[index] = sum * weight;
  if (row == text && index % width == 0u) { out1[text] = weight; }`)}`;

/** Takes up the token at one place: as a place of the thread's own token, or as padding. */
const lookAt = (token: string, place: string): string => `
    if (${token} == own) {
      let rank = i32(${place} - start);
      if (first < 0) { first = rank; } else { out1[last] = rank; }
      last = ${place};
    } else if (own == 0u && ${token} >= vocabulary) {
      out1[${place}] = -1;
    }`;

/** Four tokens that were read at once. Most hold nothing of the thread's own. */
const lookAtFour = `
    if (own == 0u || any(some == vec4u(own))) {
      ${['x', 'y', 'z', 'w'].map((lane, i) => lookAt(`some.${lane}`, `(4u * at + ${i}u)`)).join('')}
    }`;

/**
 * One thread for each token of the vocabulary writes the places of that token; the first also those of padding. The lanes of
 * one read are written out: a loop over a single lane is compiled to an invalid shader by some versions of Chromium.
 */
const places = ({type}: Lanes): string => `
${head(1, {
  tokens: `array<${type === 'f32' ? 'i32' : 'vec4i'}>`,
  out0: ['array<i32>', 'read_write'],
  out1: ['array<i32>', 'read_write'],
})}
${forEach(`
  let vocabulary = u[0].y;
  let width = u[0].z;
  let own = index % vocabulary;
  let begin = index / vocabulary * width;
  let start = begin * ${type === 'f32' ? 1 : 4}u;
  var first = -1;
  var last = 0u;
  for (var at = begin; at < begin + width; at++) {
    let some = bitcast<${type === 'f32' ? 'u32' : 'vec4u'}>(tokens[at]);
    ${type === 'f32' ? lookAt('some', 'at') : lookAtFour}
  }
  out0[index] = first;
  if (first >= 0) { out1[last] = -1; }`)}`;

/** One thread for each number (or four) of each row of the table. */
const backward = (type: Lanes['type']): string => `
${head(2, {
  dy: `array<${type}>`,
  weight: 'array<f32>',
  first: 'array<i32>',
  next: 'array<i32>',
  out0: [`array<${type}>`, 'read_write'],
})}
${forEach(`
  let n = u[0].y;
  let width = u[0].z;
  let vocabulary = u[0].w;
  let length = u[1].x;
  let r = index / width / vocabulary;
  let s = r * u[1].y;
  var sum = ${type}(0.0);
  var place = first[s * vocabulary + index / width % vocabulary];
  while (place >= 0) {
    let text = u32(place) / length;
    sum += weight[s * n + text] * dy[(r * n + text) * width + index % width];
    place = next[s * n * length + u32(place)];
  }
  out0[index] = sum;`)}`;

export function install(): void {
  registerWGSL(meanForward, ({table: [replicas, vocabulary, d], tokens: [sets, n, length]}) => {
    const {type, width} = lanesOf(d);
    const threads = replicas * n * width;
    return [
      {
        code: forward(type),
        uniform: [threads, n, width, vocabulary, length, sets === 1 ? 0 : 1, 0, 0],
        bind: ['table', 'tokens', 'out0', 'out1'],
        workgroups: flat(threads),
      },
    ];
  });
  registerWGSL(tokenPlaces, ({tokens: [sets, n, length]}, {vocabulary}) => {
    const lanes = lanesOf(n * length);
    const threads = sets * vocabulary;
    return [
      {
        code: places(lanes),
        uniform: [threads, vocabulary, lanes.width, 0],
        bind: ['tokens', 'out0', 'out1'],
        workgroups: flat(threads),
      },
    ];
  });
  registerWGSL(meanBackward, ({dy: [replicas, n, d], first: [sets, vocabulary], next}) => {
    const {type, width} = lanesOf(d);
    const threads = replicas * vocabulary * width;
    return [
      {
        code: backward(type),
        uniform: [threads, n, width, vocabulary, next[1] / n, sets === 1 ? 0 : 1, 0, 0],
        bind: ['dy', 'weight', 'first', 'next', 'out0'],
        workgroups: flat(threads),
      },
    ];
  });
}
