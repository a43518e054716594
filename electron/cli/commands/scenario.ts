import { text } from '../../../shared/texts/text.ts';
import type { SigillCommand } from '../command.ts';
import { registerCompare } from '../scenario/compare.ts';
import { registerExport, registerImport } from '../scenario/files.ts';
import { registerList } from '../scenario/list.ts';

export const scenario: SigillCommand = {
  register(program, surroundings) {
    const { language } = surroundings;
    const group = program
      .command('scenario')
      .description(text(language, 'scenario.description'))
      .addHelpText('after', text(language, 'scenario.example'));
    registerList(group, surroundings);
    registerExport(group, surroundings);
    registerImport(group, surroundings);
    registerCompare(group, surroundings);
  },
};
