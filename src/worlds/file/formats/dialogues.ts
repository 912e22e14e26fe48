/** Answers to one prompt, from the ways in which preference pairs are written. */
import {quoted} from './rows.ts';

/** One turn of a dialogue. */
export interface Turn {
  role: string;
  content: string;
}

const MARKER = /(?:^|\n)[ \t]*(Human|Assistant):/g;

/** The turns of "Human: ... Assistant: ...", or undefined for any other text. */
function spokenTurns(text: string): Turn[] | undefined {
  const marks = [...text.matchAll(MARKER)];
  if (marks.length === 0 || text.slice(0, marks[0].index).trim() !== '') return undefined;
  if (!marks.some(([, role]) => role === 'Assistant')) return undefined;
  return marks.map((mark, i) => ({
    role: mark[1],
    content: text.slice(mark.index + mark[0].length, marks[i + 1]?.index).trim(),
  }));
}

/**
 * The turns of a list of messages, of a spoken dialogue, or the one turn of a plain text; what is wrong with it as words
 * that follow its name. In a table of text a list of messages is written as JSON.
 */
export function turnsOf(value: unknown): Turn[] | string {
  if (typeof value === 'string')
    return listed(value) ?? spokenTurns(value) ?? [{role: 'Assistant', content: value.trim()}];
  if (isMessage(value)) return turnsOf([value]);
  if (!Array.isArray(value)) return 'must be a text or a list of messages';
  const turns: Turn[] = [];
  for (const [i, message] of value.entries()) {
    const {role, content} = messageOf(message);
    if (typeof role !== 'string' || typeof content !== 'string')
      return `has a message ${i + 1} that is not like {"role": "user", "content": "..."}`;
    const speaker = ROLES[role.trim().toLowerCase()];
    if (!speaker) return `has a message ${i + 1} by ${quoted(role)}; a role must be system, user or assistant`;
    turns.push({role: speaker, content: content.trim()});
  }
  return turns;
}

/** Also as {"from": "human", "value": "..."}. */
function messageOf(message: unknown): {role?: unknown; content?: unknown} {
  const {role, content, from, value} = (message ?? {}) as Record<string, unknown>;
  return {role: role ?? from, content: content ?? value};
}

const isMessage = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && messageOf(value).role !== undefined;

const ROLES: Readonly<Record<string, string | undefined>> = Object.assign(Object.create(null), {
  system: 'System',
  user: 'Human',
  human: 'Human',
  prompter: 'Human',
  assistant: 'Assistant',
  gpt: 'Assistant',
  bot: 'Assistant',
  model: 'Assistant',
  tool: 'Tool',
  function: 'Tool',
});

/** The messages of a text that is a JSON list of messages; undefined for any other text. */
function listed(text: string): Turn[] | string | undefined {
  if (!/^\s*\[\s*\{/.test(text)) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    // The answer itself may be some other JSON.
    return Array.isArray(list) && list.every(isMessage) ? turnsOf(list) : undefined;
  } catch {
    return undefined;
  }
}

/** The turns that two dialogues begin with in common, the rest of each, and the first turn of each rest. */
export function parted(
  a: readonly Turn[],
  b: readonly Turn[],
): {prompt: string; answers: [string, string]; parting: [Turn | undefined, Turn | undefined]} {
  const alike = a.findIndex(({role, content}, i) => role !== b[i]?.role || content !== b[i]?.content);
  const common = alike < 0 ? a.length : alike;
  return {
    prompt: written(a.slice(0, common)),
    answers: [written(a.slice(common)), written(b.slice(common))],
    parting: [a[common], b[common]],
  };
}

/** A single turn as its text, several turns with their speakers. */
export const written = (turns: readonly Turn[]): string =>
  turns.length === 1 ? turns[0].content : turns.map(({role, content}) => `${role}: ${content}`).join('\n');
