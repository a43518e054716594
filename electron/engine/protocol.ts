import type { DataPlace, ErrorKind } from '../../shared/errors/errors.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { MethodName } from '../../shared/ipc/methods.ts';
import type { AskedCell, AskedTable, Draft } from '../../shared/ipc/tables.ts';
import type { Language, TextParameters } from '../../shared/texts/text.ts';

type Nothing = Readonly<Record<string, never>>;
/** A request that goes through main as it is. */
interface Same<M extends MethodName> {
  readonly input: Input<M>;
  readonly output: Output<M>;
}

/** Files to be looked at or read in, with what the person says of them. */
interface Look {
  readonly paths: readonly string[];
  readonly choices: Omit<Input<'imports.preview'>, 'files' | 'specification'>;
  /** The specification that they have opened. */
  readonly specification: string | null;
}

/** The folder of the organisation that is meant. */
interface InOrganisation {
  readonly folder: string;
}

/** A table to be looked at, with the folder of the organisation whose rules hold. */
type Looked<T extends AskedTable> = Omit<T, 'organisation'> & { readonly folder: string | null };

/** A step that a person signs: the file of their key, and its passphrase. */
interface Signing extends InOrganisation {
  readonly key: string;
  readonly passphrase: string;
}

/** What the shell may ask the engine for. Paths are here, and only here: the window never sees one. */
export interface EngineRequests {
  'engine.info': { readonly input: Nothing; readonly output: { readonly sqlite: string } };
  'project.open': {
    readonly input: { readonly path: string; readonly passphrase: string; readonly onlySynthetic: boolean };
    readonly output: Output<'project.open'>;
  };
  /** Noted in the open project's log, if one is open. */
  'project.refused': Same<'app.refused'>;
  'project.close': Same<'project.close'>;
  'project.summary': Same<'project.summary'>;
  'demonstration.create': {
    readonly input: {
      readonly folder: string;
      readonly persons: number;
      readonly seed: number;
      readonly language: Language;
    };
    /** Where the project lies, and what to call it. */
    readonly output: { readonly project: string; readonly name: string };
  };
  'data.registers': Same<'data.registers'>;
  'data.quality': Same<'data.quality'>;
  'data.rows': Same<'data.rows'>;
  'data.remove': { readonly input: Input<'data.remove'>; readonly output: Nothing };
  'imports.preview': {
    readonly input: Look;
    readonly output: Output<'imports.preview'>;
  };
  'imports.run': {
    readonly input: Look & { readonly replace: boolean; readonly discardKey: boolean };
    readonly output: NonNullable<Output<'imports.outcome'>['outcome']>;
  };
  'imports.save': { readonly input: Look & { readonly target: string }; readonly output: Nothing };
  'areas.list': Same<'areas.list'>;
  'areas.geometry': Same<'areas.geometry'>;
  'indicators.catalogue': Same<'indicators.catalogue'>;
  'indicators.values': Same<'indicators.values'>;
  'indicators.overview': Same<'indicators.overview'>;
  'indicators.details': Same<'indicators.details'>;
  'indicators.correlations': Same<'indicators.correlations'>;
  'indicators.compute': { readonly input: Input<'indicators.compute'>; readonly output: Nothing };
  'definitions.registers': Same<'definitions.registers'>;
  'definitions.read': Same<'definitions.read'>;
  'definitions.try': {
    readonly input: Omit<Input<'definitions.try'>, 'asked'>;
    readonly output: Output<'definitions.try'>;
  };
  'definitions.save': Same<'definitions.save'>;
  'definitions.remove': Same<'definitions.remove'>;
  'definitions.open': {
    readonly input: { readonly path: string };
    readonly output: { readonly text: string };
  };
  'definitions.newer': Same<'definitions.newer'>;
  'definitions.takeUp': Same<'definitions.takeUp'>;
  'developments.areas': Same<'developments.areas'>;
  'developments.groupings': Same<'developments.groupings'>;
  'developments.group': {
    readonly input: Input<'developments.group'>;
    readonly output: NonNullable<Output<'developments.grouped'>['grouped']>;
  };
  'assessment.list': Same<'assessment.list'>;
  'assessment.save': Same<'assessment.save'>;
  'assessment.remove': Same<'assessment.remove'>;
  'assessment.read': Same<'assessment.read'>;
  'groups.list': Same<'groups.list'>;
  'groups.save': Same<'groups.save'>;
  'groups.remove': Same<'groups.remove'>;
  'scenarios.list': Same<'scenarios.list'>;
  'scenarios.versions': Same<'scenarios.versions'>;
  'scenarios.duplicate': Same<'scenarios.duplicate'>;
  'scenarios.restore': Same<'scenarios.restore'>;
  'scenarios.setGrouping': Same<'scenarios.setGrouping'>;
  'scenarios.send': {
    readonly input: Input<'scenarios.send'> & { readonly target: string };
    readonly output: Omit<NonNullable<Output<'scenarios.send'>['sent']>, 'name'>;
  };
  'scenarios.open': {
    readonly input: { readonly path: string };
    readonly output: NonNullable<Output<'scenarios.open'>['opened']>;
  };
  'scenarios.takeIn': Same<'scenarios.takeIn'>;
  'comments.add': Same<'comments.add'>;
  'comments.remove': Same<'comments.remove'>;
  'tables.draft': Same<'tables.draft'>;
  'tables.saveDraft': { readonly input: { readonly draft: Draft }; readonly output: Nothing };
  'tables.count': { readonly input: Looked<AskedTable>; readonly output: Output<'tables.count'> };
  'tables.explain': { readonly input: Looked<AskedCell>; readonly output: Output<'tables.explain'> };
  'tables.protect': {
    readonly input: Looked<AskedTable>;
    readonly output: NonNullable<Output<'tables.protected'>['outcome']>;
  };
  'tables.compare': {
    readonly input: Looked<AskedTable>;
    readonly output: { readonly tried: NonNullable<Output<'tables.compared'>['tried']> };
  };
  'release.state': Same<'release.state'>;
  'release.list': Same<'release.list'>;
  'release.check': {
    readonly input: InOrganisation;
    readonly output: NonNullable<Output<'release.checked'>['contents']>;
  };
  'release.submit': {
    readonly input: Signing & { readonly reviewer: string; readonly target: string };
    readonly output: { readonly release: string; readonly reviewer: string };
  };
  'release.seal': {
    readonly input: Signing & { readonly decision: string; readonly target: string };
    readonly output: Omit<NonNullable<Output<'release.sealed'>['sealed']>, 'folder' | 'within'>;
  };
  'release.verify': {
    readonly input: { readonly package: string; readonly organisation: string | null; readonly administrator: string };
    readonly output: NonNullable<Output<'release.verified'>['verified']>;
  };
  'release.withdraw': {
    readonly input: Signing & { readonly release: string; readonly reason: string };
    readonly output: Output<'release.withdraw'>;
  };
  'review.open': {
    readonly input: Signing & { readonly review: string };
    readonly output: NonNullable<Output<'review.opened'>['review']>;
  };
  'review.decide': {
    readonly input: Signing &
      Pick<Input<'review.decide'>, 'outcome' | 'without' | 'reasons'> & {
        readonly review: string;
        readonly target: string;
      };
    readonly output: { readonly outcome: Input<'review.decide'>['outcome'] };
  };
  'log.read': Same<'log.read'>;
  'ledger.read': { readonly input: InOrganisation; readonly output: Output<'ledger.read'> };
  'ledger.enter': {
    readonly input: Signing &
      Pick<Input<'ledger.enter'>, 'table' | 'columns' | 'select'> & {
        readonly kind: 'package' | 'published';
        readonly source: string;
      };
    readonly output: { readonly tables: NonNullable<Output<'ledger.entered'>['tables']> };
  };
  'organisation.read': { readonly input: InOrganisation; readonly output: Output<'organisation.read'> };
  'organisation.makeKey': {
    readonly input: Input<'organisation.makeKey'> & { readonly target: string };
    readonly output: { readonly card: string; readonly fingerprint: string };
  };
  'organisation.create': {
    readonly input: Omit<Signing, 'folder'> & { readonly name: string; readonly target: string };
    readonly output: Nothing;
  };
  'organisation.add': {
    readonly input: Signing & { readonly card: string; readonly role: Input<'organisation.add'>['role'] };
    readonly output: Nothing;
  };
  'organisation.end': { readonly input: Signing & { readonly name: string }; readonly output: Nothing };
  'organisation.signRules': {
    readonly input: Signing & { readonly rules: string; readonly loosen: boolean };
    readonly output: Nothing;
  };
}

export type EngineRequest = keyof EngineRequests;
export type EngineInput<N extends EngineRequest> = EngineRequests[N]['input'];
export type EngineOutput<N extends EngineRequest> = EngineRequests[N]['output'];

/** To the worker. `cancel` is one shared 32-bit integer; other than 0 means that the user has asked to stop. */
export interface EngineCall {
  readonly id: number;
  readonly request: EngineRequest;
  readonly input: unknown;
  readonly cancel: Int32Array;
}

/** An error in the form that crosses a thread: what a person is told, or, for a bug, only its kind and places. */
export type EngineError =
  | {
      readonly kind: ErrorKind;
      readonly key: string;
      readonly parameters: TextParameters;
      readonly place?: DataPlace;
    }
  | { readonly kind: 'bug'; readonly name: string; readonly places: string };

/** From the worker. */
export type EngineMessage =
  | { readonly type: 'done'; readonly id: number; readonly output: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: EngineError }
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly step: string;
      readonly done: number;
      readonly total: number;
      readonly rows?: number;
    };
