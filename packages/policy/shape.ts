import type { CivilDate } from '#kernel/calendar.ts';
import type { Decode } from './decode.ts';

export type Status = 'in force' | 'draft' | 'unknown';

/** One figure of policy as it stands on a day: its value, since when, by which document, and how firmly. */
export type Figure<T> = {
  /** The key path, such as `contribution.ratio` or `national.deposit.rate`. */
  readonly name: string;
  readonly value: T;
  /** The value as the file writes it, for people. */
  readonly text: string;
  readonly from: CivilDate;
  readonly reference: string;
  /** `unknown`: no document gives the figure; the value is for demonstration and `note` says whose number it is. */
  readonly status: Status;
  readonly note?: string;
};

export type Leaf<T> = { readonly kind: 'figure'; readonly decode: Decode<T> };
export type Group<F extends Fields> = { readonly kind: 'group'; readonly fields: F };
export type Optional<N extends Node> = { readonly kind: 'optional'; readonly node: N };
export type Node =
  | Leaf<unknown>
  | { readonly kind: 'group'; readonly fields: Fields }
  | { readonly kind: 'optional'; readonly node: Node };
export type Fields = { readonly [key: string]: Node };

/** What a caller sees of a shape on one day. */
export type View<N> =
  N extends Leaf<infer T>
    ? Figure<T>
    : N extends Group<infer F>
      ? { readonly [K in keyof F]: View<F[K]> }
      : N extends Optional<infer M>
        ? View<M> | undefined
        : never;

export const figure = <T>(decode: Decode<T>): Leaf<T> => ({ kind: 'figure', decode });
export const group = <F extends Fields>(fields: F): Group<F> => ({ kind: 'group', fields });
/** A figure or a group that a city may lack: its view is then undefined. */
export const optional = <N extends Node>(node: N): Optional<N> => ({ kind: 'optional', node });
