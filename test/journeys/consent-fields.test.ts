import { type GraphQLOutputType, getNamedType, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { fieldsTold } from '#members/rules/consent.ts';
import { contractSchema } from '#test/contract-schema.ts';

/** Every plain value that can be reached below a type, by its path. */
function leavesOf(type: GraphQLOutputType): string[] {
  const named = getNamedType(type);
  if (!isObjectType(named)) return [''];
  return Object.values(named.getFields()).flatMap((field) =>
    leavesOf(field.type).map((path) => (path === '' ? field.name : `${field.name}.${path}`)),
  );
}

it('PIPL 23 tells the member at consent every field that the bank’s contract offers, and no other', async () => {
  const { consentedMember } = (await contractSchema('bank')).getQueryType()!.getFields();
  expect(leavesOf(consentedMember!.type).sort()).toEqual(fieldsTold('GREEN_CHANNEL').sort());
});
