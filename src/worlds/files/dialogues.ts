/** Answers to one prompt, from the ways in which preference pairs are written. */

/** One turn of a dialogue. */
export interface Turn {
  role: string;
  content: string;
}

const MARKER = /(?:^|\n)[ \t]*(Human|Assistant):/g;

/** The turns of "Human: ... Assistant: ...", or undefined for a text that is none. */
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
  if (!Array.isArray(value)) return 'must be a text or a list of messages';
  const turns: Turn[] = [];
  for (const [i, message] of value.entries()) {
    const {role, content} = (message ?? {}) as Partial<Record<keyof Turn, unknown>>;
    if (typeof role !== 'string' || typeof content !== 'string')
      return `has a message ${i + 1} that is not like {"role": "user", "content": "..."}`;
    turns.push({role: ROLES[role.toLowerCase()] ?? role, content: content.trim()});
  }
  return turns;
}

const ROLES: Readonly<Record<string, string>> = {
  user: 'Human',
  human: 'Human',
  assistant: 'Assistant',
  gpt: 'Assistant',
};

function listed(text: string): Turn[] | undefined {
  if (!/^\s*\[\s*\{/.test(text)) return undefined;
  try {
    const turns = turnsOf(JSON.parse(text));
    return typeof turns === 'string' ? undefined : turns;
  } catch {
    return undefined;
  }
}

/** The turns that two dialogues begin with alike, and what each goes on with. */
export function parted(a: readonly Turn[], b: readonly Turn[]): {prompt: string; answers: [string, string]} {
  const alike = a.findIndex(({role, content}, i) => role !== b[i]?.role || content !== b[i]?.content);
  const common = alike < 0 ? a.length : alike;
  return {prompt: written(a.slice(0, common)), answers: [written(a.slice(common)), written(b.slice(common))]};
}

/** One turn as its text, several with who speaks. */
export const written = (turns: readonly Turn[]): string =>
  turns.length === 1 ? turns[0].content : turns.map(({role, content}) => `${role}: ${content}`).join('\n');
