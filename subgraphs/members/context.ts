import { Refusal } from '#kernel/refusal.ts';
import { policyOn } from '#policy/policy.ts';
import type { Audience, Caller } from '#service/caller.ts';
import type { CityCode } from '#service/cities.ts';
import type { OperationContext } from '#service/perform.ts';
import { type BlindIndex, blindIndex, type Sealer, sealer } from '#service/sealing.ts';
import type { NationalPlatform } from './adaptors/national-platform.ts';
import { simulatedNationalPlatform } from './adaptors/simulated-national-platform.ts';
import { type Loaders, loadersOf } from './loaders.ts';
import { type PersonTokens, personTokens } from './operations/person-token.ts';
import { referenceRoot, type TaxReference, taxReferences } from './operations/tax-reference.ts';

/** How this register hides and finds identity numbers, names and phones. */
export type IdentityKeys = {
  sealer: Sealer;
  index: BlindIndex;
  taxReference: TaxReference;
  personTokens: PersonTokens;
};

export type Context = OperationContext &
  IdentityKeys & { policy: typeof policyOn; loaders: Loaders; platform: NationalPlatform };

/** The keys of this register from the text of IDENTITY_KEYS, IDENTITY_INDEX_KEY and, where given, REFERENCE_KEY. */
export function identityKeys(encryption: string, index: string, referenceKey?: string): IdentityKeys {
  const root = referenceRoot(index, referenceKey);
  return {
    ...{ sealer: sealer(encryption), index: blindIndex(index) },
    ...{ taxReference: taxReferences(root), personTokens: personTokens(root) },
  };
}

/**
 * The context of one request, or of any number of in-process operations; the national platform is the simulated one where none is given,
 * since its interface is not published.
 */
export function membersContext(given: OperationContext & { keys: IdentityKeys; platform?: NationalPlatform }): Context {
  const { keys, platform = simulatedNationalPlatform(given.clock.today), ...operation } = given;
  return { ...operation, ...keys, platform, policy: policyOn, loaders: loadersOf(operation) };
}

/** Refuses a caller of another audience; the gateway's contracts do so too, and this register does not rely on it. */
export function admit(caller: Caller, ...audiences: readonly Audience[]): void {
  if (!audiences.includes(caller.audience))
    throw new Refusal('FORBIDDEN', 'Not for this audience', { rule: 'audience' });
}

/** Whether the caller may act for this member: the member, or an authority of the member's city. */
export function mayReach(caller: Caller, member: { id: string; city: CityCode }): boolean {
  return caller.audience === 'member' ? caller.member === member.id : caller.cities.includes(member.city);
}
