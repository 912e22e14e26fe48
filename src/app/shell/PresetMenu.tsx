import type {ReactNode} from 'react';
import {Button, Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Text} from 'react-aria-components';
import {useRun} from '../../labs/kit/context.tsx';
import {type Card, cardsOf} from '../../presets/index.ts';
import {choosePreset} from '../page.ts';

/** All presets with their questions, behind the name of the present one. */
export function PresetMenu({children}: {children: ReactNode}) {
  const {id: present, collection} = useRun((state) => state.preset);
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
          onAction={(id) => void choosePreset(String(id))}
        >
          {grouped(cardsOf(collection)).map(({group, presets}) =>
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

const item = ({id, title, text}: Card) => (
  <MenuItem key={id} id={id} textValue={title} data-testid={`preset-${id}`}>
    <Text slot="label">{title}</Text>
    <Text slot="description">{text}</Text>
  </MenuItem>
);

/** The cards in their order, grouped by heading. */
function grouped(presets: readonly Card[]): {group: string | undefined; presets: Card[]}[] {
  const groups: {group: string | undefined; presets: Card[]}[] = [];
  for (const preset of presets) {
    const last = groups.at(-1);
    if (last && last.group === preset.group) last.presets.push(preset);
    else groups.push({group: preset.group, presets: [preset]});
  }
  return groups;
}
