/** The menus and notes that lie over the page; they come together, in one file. */
import {createElement, type ReactNode} from 'react';
import {lazyLater} from '../../panels/frame/later.ts';
import {loadCards} from '../../presets/cards.ts';
import {Boundary} from './Boundary.tsx';

type Overlays = typeof import('./overlays.tsx');

/** `needed` is what must be there before it is shown. */
function menu<P extends object>(pick: (overlays: Overlays) => (props: P) => ReactNode, needed?: () => Promise<void>) {
  const part = lazyLater(async () => {
    const picked = pick(await import('./overlays.tsx'));
    await needed?.();
    return picked;
  });
  return (props: P) => createElement(Boundary, {what: 'This menu', small: true}, createElement(part, props));
}

export const AddPanel = menu(({AddPanel}) => AddPanel);
export const BackendBadge = menu(({BackendBadge}) => BackendBadge);
export const Compare = menu(({Compare}) => Compare);
export const KindMenu = menu(({KindMenu}) => KindMenu);
export const PanelMenu = menu(({PanelMenu}) => PanelMenu);
export const PresetMenu = menu(({PresetMenu}) => PresetMenu, loadCards);
export const Share = menu(({Share}) => Share);
export const WhatNext = menu(({WhatNext}) => WhatNext);
