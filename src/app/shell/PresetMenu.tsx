import type {ReactNode} from 'react';
import {Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Text} from 'react-aria-components';
import {PRESETS_OF, type Preset, presetNamed} from '../presets.ts';
import {choosePreset} from '../run/session.ts';
import {useLab} from '../run/store.ts';

/** All presets with their questions, behind the name of the present one. */
export function PresetMenu({children}: {children: ReactNode}) {
  const {id: present, lab} = useLab((state) => state.preset);
  return (
    <MenuTrigger>
      <Button className="preset-button" data-testid="preset">
        {children}
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu
          className="menu presets"
          aria-label="Presets"
          selectionMode="single"
          selectedKeys={[present]}
          onAction={(id) => choosePreset(presetNamed(String(id))!)}
        >
          {grouped(PRESETS_OF[lab]).map(({group, presets}) =>
            group ? (
              <MenuSection key={group}>
                <Header>{group}</Header>
                {presets.map(item)}
              </MenuSection>
            ) : (
              presets.map(item)
            ),
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const item = ({id, title, text}: Preset) => (
  <MenuItem key={id} id={id} textValue={title} data-testid={`preset-${id}`}>
    <Text slot="label">{title}</Text>
    <Text slot="description">{text}</Text>
  </MenuItem>
);

/** In their order, those of one heading together. */
function grouped(presets: readonly Preset[]): {group: string | undefined; presets: Preset[]}[] {
  const groups: {group: string | undefined; presets: Preset[]}[] = [];
  for (const preset of presets) {
    const last = groups.at(-1);
    if (last && last.group === preset.group) last.presets.push(preset);
    else groups.push({group: preset.group, presets: [preset]});
  }
  return groups;
}
