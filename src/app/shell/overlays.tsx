/** Menus and dialogs that open above the page, loaded after the first picture. The layout does not change when they come. */
export {Compare} from '../compare/Compare.tsx';
export {Share} from '../share/Share.tsx';
export {AddPanel, PanelMenu} from './Arrange.tsx';
export {BackendBadge} from './BackendBadge.tsx';
export {KindMenu} from './KindMenu.tsx';
export {PresetMenu} from './PresetMenu.tsx';
export {WhatNext} from './WhatNext.tsx';
