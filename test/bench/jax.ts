/** The measured step in jax-js, for comparison: a worker with the bench's protocol. */
import {defaultDevice, init, jit, nn, numpy as np, random, valueAndGrad, vmap} from '@jax-js/jax';
import {STEP_SETTINGS, STEP_SIZES} from '../../src/programs/step.spec.ts';
import {type Measurable, serve} from '../../src/worker/bench/serve.ts';

const {noise, temperature, learningRate} = STEP_SETTINGS;
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

/** Weights and biases, layer after layer. An alias, not an interface, so that it is a tree to jax-js. */
type Parameters = np.Array[];

function initial(seed: number): Parameters {
  const layers = STEP_SIZES.slice(1).map((outputs, i) => [
    random.normal(random.key(seed * 16 + i), [STEP_SIZES[i], outputs]).mul(Math.sqrt(2 / STEP_SIZES[i])),
    np.zeros([outputs]),
  ]);
  return layers.flat();
}

function encode(parameters: Parameters, view: np.Array): np.Array {
  let h = view;
  for (let i = 0; i < parameters.length; i += 2) {
    h = np.matmul(h, parameters[i]).add(parameters[i + 1]);
    if (i + 2 < parameters.length) h = nn.relu(h);
  }
  const length = np.sqrt(np.square(h.ref).sum(1, {keepdims: true}).add(1e-12));
  return h.div(length);
}

function lossOf(parameters: Parameters, a: np.Array, b: np.Array): np.Array {
  const u = encode(
    parameters.map((p) => p.ref),
    a,
  );
  const v = encode(parameters, b);
  const similarities = np.matmul(u.ref, v.ref.transpose()).div(temperature);
  const own = u.mul(v).sum(1).div(temperature);
  return nn.logsumexp(similarities, 1).sub(own).mean();
}

/** One step of one member: its loss, parameters and moments. `count` is the number of this update, from 1. */
function step(parameters: Parameters, m: Parameters, v: Parameters, points: np.Array, seed: np.Array, count: np.Array) {
  const keys = random.split(random.key(seed), 2);
  const draw = (i: number) => random.normal(i === 0 ? keys.ref.slice(0) : keys.slice(1), points.shape).mul(noise);
  const a = points.ref.add(draw(0));
  const b = points.add(draw(1));
  const [loss, gradients] = valueAndGrad(lossOf)(
    parameters.map((p) => p.ref),
    a,
    b,
  );
  const c1 = np.array(1).sub(np.power(BETA1, count.ref));
  const c2 = np.array(1).sub(np.power(BETA2, count));
  const next = gradients.map((g, i) => {
    const nextM = m[i].mul(BETA1).add(g.ref.mul(1 - BETA1));
    const nextV = v[i].mul(BETA2).add(np.square(g).mul(1 - BETA2));
    const direction = nextM.ref.div(c1.ref).div(np.sqrt(nextV.ref.div(c2.ref)).add(EPSILON));
    return {p: parameters[i].sub(direction.mul(learningRate)), m: nextM, v: nextV};
  });
  c1.dispose();
  c2.dispose();
  return [loss, next.map(({p}) => p), next.map((one) => one.m), next.map((one) => one.v)] as [
    np.Array,
    Parameters,
    Parameters,
    Parameters,
  ];
}

/** Members trained by one step: `members` of them together, or one. */
function population(pairs: number, first: number, members: number) {
  const together = members > 1;
  const run = jit(together ? vmap(step, [0, 0, 0, 0, 0, null]) : step);
  const seeds = Array.from({length: members}, (_, i) => first + i);
  const one = (arrays: np.Array[]) => (together ? np.stack(arrays) : arrays[0]);
  const each = seeds.map(initial);
  let parameters = each[0].map((_, i) => one(each.map((layers) => layers[i])));
  let m = parameters.map((p) => np.zeros(p.shape));
  let v = parameters.map((p) => np.zeros(p.shape));
  const points = one(seeds.map((seed) => random.normal(random.key(1000 + seed), [pairs, STEP_SIZES[0]])));
  let loss: np.Array | undefined;
  let tick = 0;
  return {
    tick() {
      tick++;
      const fresh = seeds.map((seed) => 1000 * tick + seed);
      loss?.dispose();
      const keys = np.array(together ? fresh : fresh[0], {dtype: np.uint32});
      [loss, parameters, m, v] = run(parameters, m, v, points.ref, keys, np.array(tick));
    },
    done: () => loss!.ref.data(),
  };
}

serve({
  async open(variant, {pairs, members}): Promise<Measurable> {
    const device = variant === 'jax-webgpu' ? 'webgpu' : 'wasm';
    const [opened] = await init(device);
    if (!opened) throw new Error(`jax-js does not start on ${device}`);
    defaultDevice(device);
    // On wasm a vectorised step is slower than one after another.
    const together = device === 'webgpu' ? members : 1;
    const all = Array.from({length: members / together}, (_, i) => population(pairs, i * together, together));
    return {
      tick() {
        for (const one of all) one.tick();
      },
      done: () => Promise.all(all.map((one) => one.done())),
      issues: false,
    };
  },
});
