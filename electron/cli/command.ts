import type { Command } from 'commander';
import type { Language, TextKey } from '../../shared/texts/text.ts';
import type { Progress } from '../engine/jobs/progress.ts';

/** What a command gets from the program: where to write, in which language, and how to tell its progress. */
export interface Surroundings {
  readonly language: Language;
  /** Writes to standard output: results, for people or with --json for machines. */
  print(text: string): void;
  /** Writes to standard error: remarks. */
  remark(text: string): void;
  readonly progress: Progress;
  /** Lets the work end at the next check of its progress, with the sentence of this key. */
  stopAt(sentence: TextKey): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Each file in commands/ holds one of these; `run.ts` lists them. */
export interface SigillCommand {
  register(program: Command, surroundings: Surroundings): void;
}
