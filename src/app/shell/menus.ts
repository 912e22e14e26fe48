/** The menus and notes that lie over the page; they come together, in one file. */
import {createElement, type ReactNode} from 'react';
import {lazyLater} from '../../panels/frame/later.ts';
import {Boundary} from './Boundary.tsx';

type Overlays = typeof import('./overlays.tsx');

function menu<P extends object>(pick: (overlays: Overlays) => (props: P) => ReactNode) {
  const part = lazyLater(async () => pick(await import('./overlays.tsx')));
  return (props: P) => createElement(Boundary, {what: 'This menu', small: true}, createElement(part, props));
}

export const AddPanel = menu(({AddPanel}) => AddPanel);
export const BackendBadge = menu(({BackendBadge}) => BackendBadge);
export const Compare = menu(({Compare}) => Compare);
export const KindMenu = menu(({KindMenu}) => KindMenu);
export const PanelMenu = menu(({PanelMenu}) => PanelMenu);
export const PresetMenu = menu(({PresetMenu}) => PresetMenu);
export const Share = menu(({Share}) => Share);
