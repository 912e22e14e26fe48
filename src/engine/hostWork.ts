/** The slow lane: work of a program between two ticks, on numbers that were read back. */
import {sizeOf} from './kernel.ts';
import {deriveKey} from './keys.ts';
import type {HostView, SlotName} from './program.ts';
import type {Values} from './records.ts';
import type {OpenStage} from './stage.ts';

/** Reads what the program's host work asks for, does it for each member alone, and writes what it gave. */
export async function doHostWork(open: OpenStage, tick: number): Promise<void> {
  const {store, world, replicas, prefix} = open.around;
  const host = open.program.host!;
  const read = await store.read(host.reads(open.settings(0)));
  const written = new Map<SlotName, Values>();
  for (const [r, {seed}] of replicas.entries()) {
    const own = new Map(
      [...read].map(([name, values]) => [name, part(values, r, replicas.length, store.slots[name].axis)]),
    );
    const view: HostView = {
      spec: open.settings(r),
      world,
      tick,
      get(slot) {
        const values = own.get(slot);
        if (!values)
          throw new Error(`Host work reads ${slot} without saying so: it says ${[...own.keys()].join(', ')}.`);
        return values;
      },
      key: (use) => deriveKey(seed, prefix + use, tick),
    };
    for (const [name, values] of await host.act(view)) put(written, name, values, {r, count: replicas.length, open});
  }
  store.write(written);
}

const part = (values: Values, r: number, count: number, axis: 'replica' | 'shared'): Values => {
  const size = values.length / count;
  return axis === 'shared' ? values : values.slice(r * size, (r + 1) * size);
};

/** Puts what one member wrote beside what the others wrote. */
function put(
  written: Map<SlotName, Values>,
  name: SlotName,
  values: Values,
  {r, count, open: {store}}: {r: number; count: number; open: OpenStage},
): void {
  const size = sizeOf(store.shape(name)) / count;
  const {axis, role, dtype} = store.slots[name];
  if (axis === 'shared' || role === 'data')
    throw new Error(`Host work writes ${name}, which ${role === 'data' ? 'holds data' : 'all members share'}.`);
  if (values.length !== size)
    throw new Error(`Host work writes ${values.length} values to ${name}, which has ${size}.`);
  if (!written.has(name))
    written.set(name, dtype === 'int32' ? new Int32Array(size * count) : new Float32Array(size * count));
  written.get(name)!.set(values, r * size);
}
