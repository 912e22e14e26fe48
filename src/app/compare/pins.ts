/** The pinned runs of this browser, in the order that the reader gave them. */
import {createStore} from 'zustand/vanilla';
import type {Experiment} from '../experiment/experiment.ts';
import type {Picture} from './picture.ts';
import {LONGEST_NAME, MOST_PINS, type Pin} from './pin.ts';
import {forgetPin, keepPin, keptPicture, keptPins, whyNotKept} from './store.ts';
import {isOnFile, take} from './take.ts';

interface State {
  pins: readonly Pin[];
  /** Whether those of earlier visits have been read. */
  ready: boolean;
  /** What the reader should know of the storage. */
  problem: string | undefined;
  /** What just happened: a pin was made, or taken away and can be brought back. */
  told: {kind: 'pinned' | 'deleted'; id: string} | undefined;
  /** The run whose curves stand out. */
  lit: string | undefined;
}

export const pins = createStore<State>(() => ({
  pins: [],
  ready: false,
  problem: undefined,
  told: undefined,
  lit: undefined,
}));

/** Pictures that no database has. */
const inMemory = new Map<string, Picture>();
let lastDeleted: {pin: Pin; picture: Picture | undefined} | undefined;
let reading: Promise<void> | undefined;

/** Reads the pins of earlier visits, once. */
export function readPins(): Promise<void> {
  reading ??= keptPins().then((kept) => {
    if (!kept.ok) return pins.setState({ready: true, problem: whyNotKept(kept)});
    const {pins: earlier, unread} = kept.value;
    const now = pins.getState().pins;
    const known = new Set(now.map(({id}) => id));
    const problem =
      unread > 0
        ? `${unread === 1 ? 'One pinned run' : `${unread} pinned runs`} could not be read: another version of the lab made ${unread === 1 ? 'it' : 'them'}.`
        : undefined;
    const all = [...earlier.slice(0, MOST_PINS).filter(({id}) => !known.has(id)), ...now];
    pins.setState({pins: all, ready: true, problem});
  });
  return reading;
}

/** Pins the run as it is now. */
export async function pinRun(experiment: Experiment): Promise<void> {
  await readPins();
  if (pins.getState().pins.length >= MOST_PINS) {
    experiment.tell(`${MOST_PINS} runs are pinned, which is as many as there is room for: delete one of them first.`);
    return;
  }
  if (experiment.store.getState().position === 0) {
    experiment.tell('There is nothing to pin yet: let the run train for some steps first.');
    return;
  }
  const {pin: taken, picture} = await take(experiment);
  const {pins: before} = pins.getState();
  const look = freeLook(before);
  if (look === undefined) return;
  const pin: Pin = {
    ...taken,
    id: newId(),
    order: 1 + Math.max(0, ...before.map(({order}) => order)),
    look,
    shown: true,
  };
  pins.setState({pins: [...before, pin], told: {kind: 'pinned', id: pin.id}});
  await keep(pin, picture);
}

/** The first look that no pin has. */
function freeLook(all: readonly Pin[]): number | undefined {
  const taken = new Set(all.map(({look}) => look));
  return Array.from({length: MOST_PINS}, (_, look) => look).find((look) => !taken.has(look));
}

const newId = (): string => `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;

async function keep(pin: Pin, picture?: Picture): Promise<void> {
  const isPrivate = isOnFile(pin.spec);
  if (picture && isPrivate) inMemory.set(pin.id, picture);
  const kept = await keepPin(pin, isPrivate ? undefined : picture);
  if (kept.ok) return;
  if (picture) inMemory.set(pin.id, picture);
  pins.setState({problem: whyNotKept(kept)});
}

/** What a pin's figure shows; undefined where it is gone or cannot be read. */
export async function pictureOf(id: string): Promise<Picture | undefined> {
  const here = inMemory.get(id);
  if (here) return here;
  return keptPicture(id);
}

function change(id: string, part: Partial<Pick<Pin, 'name' | 'shown' | 'order'>>): void {
  const all = pins.getState().pins.map((pin) => (pin.id === id ? {...pin, ...part} : pin));
  pins.setState({pins: all.sort((a, b) => a.order - b.order)});
  const changed = all.find((pin) => pin.id === id);
  if (changed) void keep(changed);
}

/** An empty name gives the pin its automatic one again. */
export function renamePin(id: string, name: string): void {
  const text = name.trim().slice(0, LONGEST_NAME);
  change(id, {name: text === '' ? undefined : text});
}

export function showPin(id: string, shown: boolean): void {
  change(id, {shown});
}

/** Puts a pin one place up or down. */
export function movePin(id: string, by: -1 | 1): void {
  const all = pins.getState().pins;
  const at = all.findIndex((pin) => pin.id === id);
  const other = all[at + by];
  if (at < 0 || !other) return;
  const {order} = all[at];
  change(id, {order: other.order});
  change(other.id, {order});
}

export async function deletePin(id: string): Promise<void> {
  const pin = pins.getState().pins.find((one) => one.id === id);
  if (!pin) return;
  lastDeleted = {pin, picture: await pictureOf(id)};
  pins.setState({
    pins: pins.getState().pins.filter((one) => one.id !== id),
    told: {kind: 'deleted', id},
    lit: undefined,
  });
  inMemory.delete(id);
  await forgetPin(id);
}

/** Brings back the pin that was deleted last. */
export async function undoDelete(): Promise<void> {
  if (!lastDeleted) return;
  const {pin, picture} = lastDeleted;
  lastDeleted = undefined;
  const {pins: before} = pins.getState();
  if (before.length >= MOST_PINS) return;
  const isFree = before.every(({look}) => look !== pin.look);
  const back = isFree ? pin : {...pin, look: freeLook(before) ?? pin.look};
  pins.setState({pins: [...before, back].sort((a, b) => a.order - b.order), told: undefined});
  await keep(back, picture);
}

export function dismiss(): void {
  lastDeleted = undefined;
  pins.setState({told: undefined});
}

export function light(id: string | undefined): void {
  if (pins.getState().lit !== id) pins.setState({lit: id});
}
