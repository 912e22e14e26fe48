import type {ReactElement} from 'react';
import {Tooltip, TooltipTrigger} from 'react-aria-components';
import './tip.css';

interface Props {
  /** A word or two on what the button does. */
  text: string;
  /** A button with a sign and a name for screen readers. */
  children: ReactElement;
}

/** Says what a button with a sign does: over it, or when it has the focus. Fingers get the words of `Sign` instead. */
export function Tip({text, children}: Props) {
  return (
    <TooltipTrigger delay={350} closeDelay={80}>
      {children}
      <Tooltip className="tip" placement="bottom" offset={4}>
        {text}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** A sign, with its word beside it where there is no pointer that could rest on it. */
export function Sign({word, children}: {word: string; children: ReactElement | string}) {
  return (
    <span aria-hidden="true">
      {children}
      <span className="tip-word">{word}</span>
    </span>
  );
}
