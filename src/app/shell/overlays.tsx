/** What opens above the page. Loaded apart, after the first picture: nothing moves because of it. */
export {AddPanel, PanelMenu} from './Arrange.tsx';
export {BackendBadge} from './BackendBadge.tsx';
export {KindMenu} from './KindMenu.tsx';
export {PresetMenu} from './PresetMenu.tsx';
export {Share} from './Share.tsx';
