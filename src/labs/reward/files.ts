import type {OwnFile} from '../../spec/index.ts';

export const refuseFile = ({name, holds}: OwnFile): string | undefined =>
  holds === 'preferences'
    ? undefined
    : `${name} holds no preference pairs. A file for the reward lab needs the columns chosen and rejected, or response_a, response_b and preference.`;

/** The audit comes first. The best of many answers goes: files hold only two answers to a prompt. */
export const besideFile = (panels: readonly string[]): readonly string[] => [
  'audit',
  ...panels.filter((id) => id !== 'audit' && id !== 'bestOf'),
];
