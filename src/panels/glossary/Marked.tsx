import {cloneElement, Fragment, isValidElement, type ReactNode, useEffect, useRef, useState} from 'react';
import {useButton} from 'react-aria';
import {Tooltip, TooltipTrigger} from 'react-aria-components';
import {split} from './split.ts';
import type {Term} from './terms.ts';
import '../frame/sign.css';
import './glossary.css';

export interface MarkedProps {
  children: ReactNode;
  /** What is read before it: terms that stand there are not marked again. */
  after?: readonly string[];
  /** Whether terms are stops of the Tab key: where there is little but text. */
  inOrder?: boolean;
}

/** The first place of each term is marked. */
export function Marked({children, after = [], inOrder = false}: MarkedProps) {
  const seen = new Set<Term>();
  for (const text of after) split(text, seen);
  return marked(children, seen, inOrder);
}

/** What is pressed or typed has no terms inside. */
const WHOLE = ['a', 'button', 'kbd', 'code', 'label', 'summary'];

function marked(node: ReactNode, seen: Set<Term>, inOrder: boolean): ReactNode {
  if (typeof node === 'string') {
    return split(node, seen).map(({text, term}, i) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the text
      term ? <Named key={i} text={text} term={term} inOrder={inOrder} /> : text,
    );
  }
  if (Array.isArray(node)) {
    // biome-ignore lint/suspicious/noArrayIndexKey: as React itself counts children
    return node.map((child, i) => <Fragment key={i}>{marked(child, seen, inOrder)}</Fragment>);
  }
  if (!isValidElement<{children?: ReactNode}>(node)) return node;
  const isOpen = node.type === Fragment || (typeof node.type === 'string' && !WHOLE.includes(node.type));
  if (!isOpen || node.props.children === undefined) return node;
  return cloneElement(node, undefined, marked(node.props.children, seen, inOrder));
}

function Named({text, term, inOrder}: {text: string; term: Term; inOrder: boolean}) {
  const [open, setOpen] = useState(false);
  return (
    <TooltipTrigger delay={350} closeDelay={150} isOpen={open} onOpenChange={setOpen} shouldCloseOnPress={false}>
      <Word text={text} inOrder={inOrder} open={open} onOpen={setOpen} />
      <Tooltip className="tip term-says" placement="bottom" offset={4}>
        <b>{term.name}.</b> {term.says}
      </Tooltip>
    </TooltipTrigger>
  );
}

interface WordProps {
  text: string;
  inOrder: boolean;
  open: boolean;
  onOpen(open: boolean): void;
}

/** A button that breaks over lines with its text, which the element of that name does not. */
function Word({text, inOrder, open, onOpen}: WordProps) {
  const word = useRef<HTMLSpanElement>(null);
  const onPress = () => onOpen(true);
  // A focus that scrolls the page closes what it has opened, a frame later.
  const onFocus = () =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (word.current?.matches(':focus-visible')) onOpen(true);
      }),
    );
  const {buttonProps} = useButton({elementType: 'span', onPress, onFocus}, word);
  // A finger leaves nothing, and does not always take the focus with it: a tap elsewhere closes.
  useEffect(() => {
    if (!open) return;
    const close = ({target}: Event) => {
      if (!word.current?.contains(target as Node)) onOpen(false);
    };
    document.addEventListener('pointerdown', close, true);
    return () => document.removeEventListener('pointerdown', close, true);
  }, [open, onOpen]);
  return (
    <span {...buttonProps} ref={word} className="term" tabIndex={inOrder ? 0 : -1}>
      {text}
    </span>
  );
}
