/** How an address wants its run shown: as the lab, on its own inside another page, or large in front of a class. */
import type {Beside} from '../../presets/address.ts';

/** The figure in the middle, as a place of a presentation. */
export const FIGURE = 'figure';

export type View =
  | {kind: 'lab'}
  | {kind: 'embed'}
  /** `shows` is the figure or a panel's id; `list` names what the arrow keys go through, nothing for all presets. */
  | {kind: 'present'; shows: string; list: readonly string[]};

const MOST_LISTED = 60;

/** `embed`, `present`, `present:<panel>` or `present:<panel>:<item>,<item>`. What is none of these is the lab. */
export function shownAs({view = ''}: Beside): View {
  const [kind, shows, list = ''] = view.split(':');
  if (kind === 'embed') return {kind};
  if (kind !== 'present') return {kind: 'lab'};
  return {kind, shows: shows || FIGURE, list: list.split(',', MOST_LISTED).filter((item) => item !== '')};
}

export function viewText(view: View): string | undefined {
  if (view.kind === 'lab') return undefined;
  if (view.kind === 'embed') return 'embed';
  const parts = ['present', view.shows === FIGURE ? '' : view.shows, view.list.join()];
  while (parts.at(-1) === '') parts.pop();
  return parts.join(':');
}
