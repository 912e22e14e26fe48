/** A presentation: what it goes through, and where it is. It goes on beside the labs, on the pages of studies. */
import {navigate} from 'wouter/use-hash-location';
import {create} from 'zustand';
import {LABS} from '../../labs/index.ts';
import {collectionOf, idsOf} from '../../presets/index.ts';
import {labOf} from '../links.ts';
import {page} from '../page.ts';
import {shownAs, viewText} from './view.ts';

interface Presentation {
  list: readonly string[];
  at: number;
}

export const usePresentation = create<{now: Presentation | undefined}>(() => ({now: undefined}));

/** The items of the list of an address, or all presets of the lab in view. */
export const itemsOf = (list: readonly string[]): readonly string[] =>
  list.length > 0 ? list : idsOf(page.getState().lab.presets);

/** A presentation begins with the address of a run, at that run's place in the list. */
export function beginPresentation(): void {
  const view = shownAs(page.getState().beside);
  if (view.kind !== 'present') return;
  const list = itemsOf(view.list);
  const {id} = page.getState().experiment.store.getState().preset;
  const {now} = usePresentation.getState();
  // One preset may be listed twice, as two runs: then the place that the keys have led to counts.
  const known = now && now.list.join() === list.join() && presetOf(list[now.at]) === id ? now.at : undefined;
  usePresentation.setState({
    now: {
      list,
      at:
        known ??
        Math.max(
          0,
          list.findIndex((item) => presetOf(item) === id),
        ),
    },
  });
}

export const endPresentation = (): void => usePresentation.setState({now: undefined});

const presetOf = (item: string): string | undefined => (isStudy(item) ? undefined : item.split('/')[0]);
const isStudy = (item: string): boolean => item.startsWith('studies/');

/** `emoji`, `emoji/<settings>` or `studies/<slug>`. */
function addressOfItem(item: string): string {
  if (isStudy(item)) return `/${item}`;
  const {beside} = page.getState();
  const view = viewText(shownAs(beside)) ?? lastView;
  const [id] = item.split('/');
  const collection = collectionOf(id);
  const {path} = collection ? labOf({collection: collection.name}) : LABS[0];
  return `/${path}/${item}&v=${view}`;
}

/** On the page of a study there is no address of a lab to read it from. */
let lastView = 'present';

export function goBy(by: -1 | 1): void {
  const {now} = usePresentation.getState();
  if (!now) return;
  const at = now.at + by;
  if (at < 0 || at >= now.list.length) return;
  lastView = viewText(shownAs(page.getState().beside)) ?? lastView;
  usePresentation.setState({now: {...now, at}});
  navigate(addressOfItem(now.list[at]));
}
