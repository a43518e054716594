import type { ReleasePlace } from '../../../shared/ipc/signing.ts';

/** What of a release is written where the user says. */
export type ReleaseTarget = 'review' | 'decision' | 'package' | 'personKey' | 'organisation';

/** Questions to the user that only the operating system's own dialogs may ask, since they give paths. */
export interface Dialogs {
  /** The path of a project file that the user picked, or null. */
  chooseProject(): Promise<string | null>;
  /** The paths of delivered files that the user picked; none when the dialog was closed. */
  chooseDeliveries(): Promise<readonly string[]>;
  /** The path of an import specification that the user picked, or null. */
  chooseSpecification(): Promise<string | null>;
  /** Where the user wants an import specification or a scenario written, or null; the dialog asks before anything is replaced. */
  saveSpecification(name: string): Promise<string | null>;
  /** The path of an indicator's definition or a scenario that the user picked, or null. */
  chooseDefinition(): Promise<string | null>;
  /** The path of a file or folder that belongs to a release, or null. */
  chooseForRelease(place: ReleasePlace): Promise<string | null>;
  /** Where the user wants something of a release written, or null. `name` is what the dialog proposes. */
  saveForRelease(target: ReleaseTarget, name: string): Promise<string | null>;
}
