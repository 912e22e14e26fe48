import {type ReactNode, useEffect, useRef, useState} from 'react';
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  Popover,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import {LABS} from '../../labs/index.ts';
import {useRun} from '../../labs/kit/context.tsx';
import {cardsOf} from '../../presets/cards.ts';
import {loadPictures, type Picture, type Pictures} from '../../presets/pictures.ts';
import type {Card} from '../../presets/preset.ts';
import {differsFromPreset} from '../changes.ts';
import {choosePreset} from '../page.ts';
import {PresetPicture} from './PresetPicture.tsx';
import {useNarrow} from './useNarrow.ts';
import './presets.css';

/** All presets with their questions and pictures, behind the name of the present one; and the way back to it. */
export function PresetMenu({children}: {children: ReactNode}) {
  const isNarrow = useNarrow();
  const trigger = useRef<HTMLButtonElement>(null);
  const menu = (
    <Dialog className="presets-dialog" aria-label="Presets">
      {({close}) => <Presets onChosen={close} />}
    </Dialog>
  );
  return (
    <>
      {/* Opens when the pointer is released: a menu that comes under it while it is down would take the release for a choice. */}
      <DialogTrigger>
        <Button ref={trigger} className="preset-button" data-testid="preset">
          {children}
        </Button>
        {isNarrow ? (
          <ModalOverlay className="overlay presets-overlay" isDismissable>
            <Modal className="presets-sheet">{menu}</Modal>
          </ModalOverlay>
        ) : (
          <Popover className="popover presets-popover" placement="bottom start">
            {menu}
          </Popover>
        )}
      </DialogTrigger>
      {/* The button goes when it has done its work: the focus stays beside it. */}
      <Reset onReset={() => trigger.current?.focus()} />
    </>
  );
}

function Reset({onReset}: {onReset(): void}) {
  const {id} = useRun((state) => state.preset);
  if (!useRun(differsFromPreset)) return null;
  const reset = () => {
    void choosePreset(id);
    onReset();
  };
  return (
    <Button className="quiet preset-reset" onPress={reset} data-testid="reset-preset">
      Reset to preset
    </Button>
  );
}

/** A touch on the menu is no wish for a keyboard on the screen. */
const byTouch = () => matchMedia('(pointer: coarse)').matches;

function Presets({onChosen}: {onChosen(): void}) {
  const {id: present, collection} = useRun((state) => state.preset);
  const [query, setQuery] = useState('');
  const {contains} = useFilter({sensitivity: 'base'});
  const pictures = usePictures(collection);
  const words = query.split(/\s+/);
  const foundIn = (name: string) => cardsOf(name).filter((card) => words.every((word) => contains(textOf(card), word)));
  const found = foundIn(collection);
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <div className="presets-top">
        <SearchField className="presets-search" aria-label="Search presets" autoFocus={!byTouch()}>
          <Input placeholder="Search presets" data-testid="search-presets" />
          <Button className="quiet" aria-label="Clear the search">
            ×
          </Button>
        </SearchField>
        <Button className="presets-close" slot="close">
          Close
        </Button>
      </div>
      <p className="unseen" role="status">
        {query && `${found.length} found`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the field keeps the focus of its items */}
      <section className="presets-scroll" aria-label="List of presets" tabIndex={0}>
        <Menu
          className="menu presets"
          aria-label="Presets"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[present]}
          onAction={(id) => void choosePreset(String(id))}
          onClose={onChosen}
          renderEmptyState={() => (
            <p className="presets-none">
              No preset of this lab has “{query.trim()}” in its title or text.
              {LABS.filter(({presets}) => presets !== collection && foundIn(presets).length > 0).map(
                ({label, presets}) => ` The ${label} lab has ${foundIn(presets).length}.`,
              )}
            </p>
          )}
        >
          {groupsOf(found).map(([group, cards]) =>
            group ? (
              <MenuSection key={group}>
                <Header>{group}</Header>
                {cards.map((card) => item(card, pictures?.[card.id]))}
              </MenuSection>
            ) : (
              cards.map((card) => item(card, pictures?.[card.id]))
            ),
          )}
        </Menu>
      </section>
    </Autocomplete>
  );
}

const textOf = ({group, title, text}: Card) => [group, title, text].join(' ').replaceAll('’', "'");

const item = ({id, title, text}: Card, picture: Picture | undefined) => (
  <MenuItem key={id} id={id} textValue={title} data-testid={`preset-${id}`}>
    <PresetPicture picture={picture} />
    <Text slot="label">{title}</Text>
    <Text slot="description">{text}</Text>
  </MenuItem>
);

/** Undefined until they are there; a menu without pictures does as well. */
function usePictures(collection: string): Pictures | undefined {
  const [pictures, setPictures] = useState<Pictures>();
  useEffect(() => {
    void loadPictures(collection).then(setPictures, () => {});
  }, [collection]);
  return pictures;
}

/** The cards in their order under each heading, and the headings in the order of their first cards. */
function groupsOf(cards: readonly Card[]): [string | undefined, Card[]][] {
  const groups = new Map<string | undefined, Card[]>();
  for (const card of cards) groups.set(card.group, [...(groups.get(card.group) ?? []), card]);
  return [...groups];
}
