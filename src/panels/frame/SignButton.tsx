import type {ReactNode, Ref} from 'react';
import {Button, type ButtonProps, Tooltip, TooltipTrigger} from 'react-aria-components';
import './sign.css';

interface Props extends Omit<ButtonProps, 'children' | 'className'> {
  sign: ReactNode;
  /** Stands beside the sign where there is no pointer that could rest on it. */
  word: string;
  /** What it does, in a few words: over the button, or when it has the focus. */
  tip: string;
  /** Its name for screen readers. */
  'aria-label': string;
  ref?: Ref<HTMLButtonElement>;
}

/** A small button with a sign. */
export function SignButton({sign, word, tip, ...button}: Props) {
  return (
    <TooltipTrigger delay={350} closeDelay={80}>
      <Button className="quiet" {...button}>
        <span aria-hidden="true">
          {sign}
          <span className="tip-word">{word}</span>
        </span>
      </Button>
      <Tooltip className="tip" placement="bottom" offset={4}>
        {tip}
      </Tooltip>
    </TooltipTrigger>
  );
}
