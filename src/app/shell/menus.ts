/** The menus and notes that lie over the page; they come together, in one file. */
import {lazyLater} from '../../panels/frame/later.ts';

const overlays = () => import('./overlays.tsx');

export const AddPanel = lazyLater(async () => (await overlays()).AddPanel);
export const BackendBadge = lazyLater(async () => (await overlays()).BackendBadge);
export const Compare = lazyLater(async () => (await overlays()).Compare);
export const KindMenu = lazyLater(async () => (await overlays()).KindMenu);
export const PanelMenu = lazyLater(async () => (await overlays()).PanelMenu);
export const PresetMenu = lazyLater(async () => (await overlays()).PresetMenu);
export const Share = lazyLater(async () => (await overlays()).Share);
