import {head, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {deleteWordsKernel} from '../deleteWords.ts';
import {flat, forEach} from './flat.ts';
import {THREEFRY} from './random.ts';

/**
 * One thread for each text: it goes through its words in order, and a block of random numbers serves two of them.
 *
 * Uniform: u[0] = (texts, texts of a stream, words of a text, streams), u[1] = (rows of a set, 0 if all share one, -, -, -).
 */
const CODE = `
${head(2, {
  table: 'array<i32>',
  rows: 'array<i32>',
  keys: 'array<vec2u>',
  share: 'array<f32>',
  out0: ['array<i32>', 'read_write'],
})}${THREEFRY}
${forEach(`
  let size = u[0].y;
  let length = u[0].z;
  let stream = index / size;
  let text = index % size;
  let r = stream / u[0].w;
  let start = u32(rows[r * u[1].x + (stream % u[0].w) * size + text]) * length;
  let to = index * length;
  var words = vec2u(0u, 0u);
  var kept = 0u;
  for (var t = 0u; t < length; t++) {
    let k = text * length + t;
    if (t == 0u || k % 2u == 0u) { words = threefry(keys[stream], vec2u(k / 2u, 0u)); }
    let token = table[start + t];
    if (token >= 0 && uniformOf(select(words.x, words.y, k % 2u == 1u)) >= share[r]) {
      out0[to + kept] = token;
      kept++;
    }
  }
  if (kept == 0u) {
    out0[to] = table[start];
    kept = 1u;
  }
  for (var t = kept; t < length; t++) { out0[to + t] = -1; }`)}`;

export function install(): void {
  registerWGSL(deleteWordsKernel, ({table, rows: [sets, n], keys: [replicas, streams]}) => {
    const size = n / streams;
    const texts = replicas * n;
    return [
      {
        code: CODE,
        uniform: [texts, size, table[1], streams, sets === 1 ? 0 : n, 0, 0, 0],
        bind: ['table', 'rows', 'keys', 'share', 'out0'],
        workgroups: flat(texts),
      },
    ];
  });
}
