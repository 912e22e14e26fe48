/** The ways to change a written answer: its words one by one, a field for any word, whole statements. */

import {type KeyboardEvent, type ReactNode, useEffect, useRef, useState} from 'react';
import {
  Button,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  Tag,
  TagGroup,
  TagList,
} from 'react-aria-components';
import {signed} from '../chart/format.ts';
import type {WordsFrame} from '../data.ts';
import {tint} from '../shared/Words.tsx';
import {largestOf} from '../shared/words.ts';
import {type Offer, sameTokens, suggestions, type Vocabulary} from './writing.ts';

interface ChipsProps {
  tokens: readonly number[];
  known: Vocabulary;
  frame: WordsFrame | undefined;
  onWrite(tokens: readonly number[]): void;
}

export function Chips({tokens, known, frame, onWrite}: ChipsProps): ReactNode {
  const weighed = frame && sameTokens(frame.written, tokens) ? frame.texts[2].words : undefined;
  const largest = frame ? largestOf(frame) : 1;
  return (
    <TagGroup
      aria-label="Words of your answer"
      onRemove={(keys) => onWrite(tokens.filter((_, i) => !keys.has(i)))}
      className="writing-words"
    >
      <TagList
        items={tokens.map((token, id) => ({id, token, contribution: weighed?.[id]?.contribution}))}
        dependencies={[weighed, largest]}
        renderEmptyState={() => 'No words yet.'}
      >
        {({id, token, contribution}) => {
          const word = known.vocabulary[token];
          const adds = contribution === undefined ? '' : signed(contribution);
          const {style, ...look} = tint({contribution: contribution ?? 0}, largest);
          return (
            <Tag id={id} className="writing-word" textValue={`${word} ${adds}`} style={style} {...look}>
              {word} <small>{adds}</small>
              <Button slot="remove" aria-label={`Take away ${word}`}>
                ×
              </Button>
            </Tag>
          );
        }}
      </TagList>
    </TagGroup>
  );
}

export function OfferMenu({offer: {label, statements}, onAdd}: {offer: Offer; onAdd(tokens: readonly number[]): void}) {
  return (
    <MenuTrigger>
      <Button className="chip" data-testid={`offer-${label}`}>
        {label} <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" aria-label={label} onAction={(key) => onAdd(statements[Number(key)].tokens)}>
          {statements.map(({text}, i) => (
            <MenuItem key={text} id={i}>
              {text}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface FieldProps {
  known: Vocabulary;
  focused: boolean;
  onType(typed: string): void;
  onPick(token: number): void;
  onBack(): void;
}

/** Any word at all. Enter adds what is typed, and Backspace in the empty field takes the last word away. */
export function WordField({known, focused, onType, onPick, onBack}: FieldProps) {
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const enters =
      event.key === 'Enter' && typed.trim() !== '' && !field.current?.getAttribute('aria-activedescendant');
    const backs = event.key === 'Backspace' && typed === '';
    if (!enters && !backs) return;
    event.preventDefault();
    event.stopPropagation();
    if (backs) return onBack();
    onType(typed);
    setTyped('');
  };
  return (
    <div className="writing-field" onKeyDownCapture={onKeyDown}>
      <ComboBox
        items={suggestions(typed, known.vocabulary)}
        defaultFilter={() => true}
        inputValue={typed}
        onInputChange={setTyped}
        selectedKey={null}
        onSelectionChange={(key) => {
          if (key === null) return;
          onPick(Number(key));
          setTyped('');
        }}
        allowsCustomValue
        menuTrigger="input"
      >
        <Label className="fine">Add words</Label>
        <Input
          ref={field}
          placeholder="any word, or several"
          data-testid="write-word"
          spellCheck={false}
          autoComplete="off"
        />
        <Popover className="popover">
          <ListBox<{id: number; word: string}> className="menu writing-options">
            {({id, word}) => (
              <ListBoxItem id={id} textValue={word}>
                {word}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </div>
  );
}
