import type {OwnFile} from '../../spec/index.ts';

export const refuseFile = ({name, holds}: OwnFile): string | undefined =>
  holds === 'preferences'
    ? undefined
    : `${name} holds no preference pairs; a file for the reward lab has chosen and rejected, or response_a, response_b and preference.`;

/** Its audit first, and not the best of many answers, which files do not have. */
export const besideFile = (panels: readonly string[]): readonly string[] => [
  'audit',
  ...panels.filter((id) => id !== 'audit' && id !== 'bestOf'),
];
