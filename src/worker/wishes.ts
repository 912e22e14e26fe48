/** Which frames and answers a sharded population still owes. */
import type {Command, Report, ReportOf} from './protocol.ts';

type Of<T extends Command['type']> = Extract<Command, {type: T}>;

export class Wishes {
  /** Frames of and questions about the chosen member, by name. */
  readonly #ofChosen = new Map<string, Of<'want' | 'ask'>>();
  /** Frames of named members, as `frame member`. */
  readonly #ofMembers = new Set<string>();

  addOfChosen(command: Of<'want' | 'ask'>): void {
    this.#ofChosen.set(command.type === 'want' ? command.frame : command.question, command);
  }

  addOfMembers(frame: string, members: readonly number[]): void {
    for (const member of members) this.#ofMembers.add(`${frame} ${member}`);
  }

  /** What a shard must be asked that has the newly chosen member. */
  get ofChosen(): Command[] {
    return [...this.#ofChosen.values()];
  }

  /** Whether a report fulfils a wish, from the shard of the chosen member or another one. */
  fulfils(report: ReportOf<'frame' | 'answer'>, fromChosen: boolean): boolean {
    if (report.type === 'frame' && this.#ofMembers.delete(`${report.frame} ${report.member}`)) return true;
    if (fromChosen) this.#ofChosen.delete(report.type === 'frame' ? report.frame : report.question);
    return fromChosen;
  }

  /** Drops a wish that was refused; tells whether there was one. */
  refuse({path}: Extract<Report, {type: 'refused'}>): boolean {
    return this.#ofChosen.delete(path);
  }
}
