import { Command, CommanderError, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { describeFault, inLanguage } from '../../../../electron/cli/wording.ts';
import type { Language } from '../../../../shared/texts/text.ts';

function program(language: Language): { command: Command; written: () => string } {
  let written = '';
  const command = inLanguage(new Command('sigill').exitOverride(), language).configureOutput({
    writeOut: (part) => (written += part),
    writeErr: (part) => (written += part),
  });
  command
    .command('synth')
    .description('beskrivning')
    .argument('<mapp>', 'mappen')
    .requiredOption('--seed <number>', 'frö')
    .option('--years <list>', 'år', '2023')
    .addOption(new Option('--decimal <sign>', 'decimaltecken').choices([',', '.']))
    .action(() => undefined);
  return { command, written: () => written };
}

function fault(language: Language, ...argv: string[]): string | undefined {
  try {
    program(language).command.parse(argv, { from: 'user' });
    return 'no fault';
  } catch (cause) {
    if (cause instanceof CommanderError) return describeFault(cause, language);
    throw cause;
  }
}

describe('the words of the command line', () => {
  it.each([
    [['synth', '--seed', '1'], 'Argumentet ”mapp” saknas.'],
    [['synth', 'x'], 'Valet ”--seed <number>” måste anges.'],
    [['synth', 'x', '--seed'], 'Valet ”--seed <number>” behöver ett värde.'],
    [['synth', 'x', '--seed', '1', '--nix'], 'Valet ”--nix” finns inte.'],
    [['synth', 'x', 'y', '--seed', '1'], 'Det är för många argument.'],
    [
      ['synth', 'x', '--seed', '1', '--decimal', 'hemligt'],
      'Valet ”--decimal <sign>” kan inte ha det värdet. Det kan vara ”,”, ”.”.',
    ],
    [['nix'], 'Kommandot ”nix” finns inte.'],
  ])('says in Swedish what is wrong with %j', (argv, sentence) => {
    expect(fault('sv', ...argv)).toBe(`${sentence}\nLägg till --help efter kommandot för att se hur det används.`);
  });

  it('says it in English too', () => {
    expect(fault('en', 'nix')).toMatch(/^There is no command “nix”\./u);
  });

  it('takes help for no fault, and writes it in the language', () => {
    const { command, written } = program('sv');
    expect(() => command.parse(['synth', '--help'], { from: 'user' })).toThrow(CommanderError);
    expect(fault('sv', 'synth', '--help')).toBeUndefined();
    expect(written()).toContain('Användning: sigill synth [options] <mapp>');
    expect(written()).toContain('år (om inget anges: 2023)');
    expect(written()).not.toMatch(/Usage|Options|display help|default:/u);
  });
});
