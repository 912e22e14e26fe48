/** An answer of the reader's own, put together from words, with the reward that it gets. */
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
import type {CompareTexts, Feed, WeighedText, WordsFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import {useFeed} from '../frame/useFeed.ts';
import {signed} from './reading.ts';
import {tint} from './Words.tsx';
import {largestOf, wordRows} from './words.ts';
import {
  chanceAgainst,
  type Offer,
  placesOnLine,
  suggestions,
  tokensIn,
  tokensOfText,
  type Vocabulary,
  type Written,
} from './writing.ts';
import './reward.css';

interface Props {
  texts: Feed<CompareTexts | undefined>;
  words: Feed<WordsFrame | undefined>;
  chosen: Feed<number | undefined>;
  /** Undefined where items are no texts. */
  vocabulary: Feed<Vocabulary | undefined>;
  /** Tokens. */
  written: Feed<readonly number[]>;
  onWrite(tokens: readonly number[]): void;
  /** Whether the field has the focus at first. */
  focused: boolean;
  /** Whole statements, where the world has some. */
  offers: readonly Offer[];
  /** What is true of an answer, where that is known. */
  about?(tokens: readonly number[]): Written;
  formula?: () => Promise<string>;
}

export function WritingPanel({
  texts,
  words,
  chosen,
  vocabulary,
  written,
  onWrite,
  focused,
  offers,
  about,
  formula,
}: Props) {
  const known = useFeed(vocabulary);
  const tokens = useFeed(written);
  const pair = useFeed(chosen) ?? 0;
  const compared = useFeed(texts);
  const newest = useFeed(words);
  const frame = newest?.pair === pair && newest.texts.length > 0 ? newest : undefined;
  const [unknown, tellUnknown] = useState<readonly string[]>([]);
  const question = compared?.question(compared.unseen[2 * pair]);
  const truth = about?.(tokens);

  const put = (next: readonly number[]) => {
    tellUnknown([]);
    onWrite(next.slice(0, known?.most));
  };
  const type = (typed: string) => {
    const found = tokensIn(typed, known!.vocabulary);
    put([...tokens, ...found.tokens]);
    tellUnknown(found.unknown);
  };

  return (
    <PanelFrame
      id="writing"
      title="An answer of your own"
      sentence={
        known ? (
          <>
            {question ? `“${question}” ` : ''}
            Add and take away words, and see what the model makes of them.
          </>
        ) : (
          'The items of this world are no texts: there is nothing to write.'
        )
      }
      formula={formula}
      table={() => tableOf(frame, truth)}
    >
      {known && (
        <div className="writing" data-testid="writing">
          <Verdict frame={frame} tokens={tokens} truth={truth} />
          <Chips tokens={tokens} known={known} frame={frame} onWrite={put} />
          <p className="fine writing-note" role="status">
            {unknown.length > 0 && `Not among the model’s words: ${unknown.join(', ')}.`}
            {tokens.length >= known.most && ` An answer has at most ${known.most} words.`}
          </p>
          <WordField
            known={known}
            focused={focused}
            onType={type}
            onPick={(token) => put([...tokens, token])}
            onBack={() => put(tokens.slice(0, -1))}
          />
          <div className="chips">
            {offers.map((offer) => (
              <OfferMenu key={offer.label} offer={offer} onAdd={(more) => put([...tokens, ...more])} />
            ))}
          </div>
          <div className="chips">
            <span className="fine">Start from</span>
            {(['A', 'B'] as const).map((name, i) => (
              <Button
                key={name}
                className="chip"
                isDisabled={!frame}
                onPress={() => put(tokensOfText(frame!.texts[i], known.vocabulary))}
                data-testid={`write-from-${name}`}
              >
                answer {name}
              </Button>
            ))}
            <Button className="chip" isDisabled={tokens.length === 0} onPress={() => put([])} data-testid="write-clear">
              nothing
            </Button>
          </div>
        </div>
      )}
    </PanelFrame>
  );
}

const same = (a: readonly number[], b: readonly number[]) => a.join() === b.join();

/** The reward, and what follows from it. What is said aloud changes with the answer, not at every step of training. */
function Verdict({frame, tokens, truth}: {frame: WordsFrame | undefined; tokens: readonly number[]; truth?: Written}) {
  const [said, say] = useState('');
  const last = useRef<{tokens: readonly number[]; reward: number; change?: number}>(undefined);
  const answered = frame && same(frame.written, tokens);
  const [a, b, own] = frame?.texts ?? [];
  if (answered && own) {
    const before = last.current;
    if (!before || !same(before.tokens, tokens)) {
      last.current = {tokens, reward: own.reward, change: before && own.reward - before.reward};
    } else before.reward = own.reward;
  }
  const change = last.current?.change;
  const text =
    own &&
    `reward ${signed(own.reward)}, against A ${chanceAgainst(own.reward, a.reward)} %, against B ${chanceAgainst(own.reward, b.reward)} %`;
  const subject = answered ? tokens.join() : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said when the answer has changed, in the words of that moment
  useEffect(() => {
    if (subject !== undefined && text) say(text);
  }, [subject]);
  const line = own ? placesOnLine([a.reward, b.reward, own.reward]) : [];
  return (
    <div className="writing-verdict">
      <p className="chart-figures">
        <b className="writing-reward" data-testid="written-reward">
          {own ? signed(own.reward) : '…'}
        </b>{' '}
        reward{change ? ` (${signed(change)} by the last change)` : ''}
      </p>
      <p className="writing-chances">
        {own &&
          `better than A with a chance of ${chanceAgainst(own.reward, a.reward)} %, than B of ${chanceAgainst(own.reward, b.reward)} %`}
        {truth && (own ? ` · truly ${signed(truth.worth)}` : '')}
      </p>
      {own && (
        <div className="writing-line" aria-hidden="true">
          {['A', 'B', 'you'].map((name, i) => (
            <span key={name} style={{left: `${line[i]}%`}} data-own={name === 'you' || undefined}>
              {name}
            </span>
          ))}
        </div>
      )}
      {truth && truth.counts.length > 0 && (
        <p className="fine">{truth.counts.map(({label, count}) => `${label.toLowerCase()} ${count}`).join(' · ')}</p>
      )}
      <p className="writing-said" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

interface ChipsProps {
  tokens: readonly number[];
  known: Vocabulary;
  frame: WordsFrame | undefined;
  onWrite(tokens: readonly number[]): void;
}

function Chips({tokens, known, frame, onWrite}: ChipsProps): ReactNode {
  const weighed = frame && same(frame.written, tokens) ? frame.texts[2].words : undefined;
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

function OfferMenu({offer: {label, statements}, onAdd}: {offer: Offer; onAdd(tokens: readonly number[]): void}) {
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
function WordField({known, focused, onType, onPick, onBack}: FieldProps) {
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

const WHOSE = ['A', 'B', 'yours'] as const;

/** The rewards of whole answers, then what each word of the reader's own adds. */
function tableOf(frame: WordsFrame | undefined, truth: Written | undefined): Table {
  const own: WeighedText | undefined = frame?.texts[2];
  return {
    caption: own
      ? `The reward of your answer is ${signed(own.reward)}${truth ? `, its true worth ${signed(truth.worth)}` : ''}.`
      : 'There is no answer of yours yet.',
    columns: ['answer', 'word', 'reward, or what the word adds'],
    rows: [
      ...(frame?.texts ?? []).map(({reward}, i) => [WHOSE[i], 'all', signed(reward)]),
      ...wordRows(own).map((row) => [WHOSE[2], ...row]),
    ],
  };
}
