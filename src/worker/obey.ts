/** Passes a command to the runner. */
import type {Runner} from '../runner/runner.ts';
import type {Command} from './protocol.ts';

export function obey(runner: Runner, command: Command): Promise<void> {
  switch (command.type) {
    case 'open': {
      const {type: _, ...request} = command;
      return runner.open(request);
    }
    case 'play':
      return runner.play();
    case 'pause':
      return runner.pause();
    case 'step':
      return runner.step();
    case 'until':
      return runner.until(command.trained);
    case 'move': {
      const {type: _, ...move} = command;
      return runner.move(move);
    }
    case 'weigh': {
      const {type: _, ...move} = command;
      return runner.weigh(move);
    }
    case 'want':
      return runner.want(command.frame, command.members);
    case 'ask':
      return runner.ask(command.question, command.ask);
    case 'choose':
      return runner.choose(command.member);
    case 'checkpoint':
      return runner.checkpoint();
    case 'measure':
      return runner.measure(command.ticks);
  }
}
