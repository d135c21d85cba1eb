import { type DirectiveNode, Kind, type OperationDefinitionNode } from 'graphql';

/** The values of the variables on which @skip, @include and plans depend. */
export type Conditions = ReadonlyMap<string, boolean>;

type WithDirectives = { directives?: readonly DirectiveNode[] | undefined };

/** Reads them from a request's variables; undefined if one is missing or no boolean. */
export function conditionsOf(
  operation: OperationDefinitionNode,
  names: Iterable<string>,
  variables: Readonly<Record<string, unknown>>,
): Conditions {
  const values = new Map<string, boolean>();
  for (const name of names) {
    let value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) {
      const given = operation.variableDefinitions?.find((one) => one.variable.name.value === name)?.defaultValue;
      if (given?.kind === Kind.BOOLEAN) value = given.value;
    }
    if (typeof value !== 'boolean') throw new TypeError(`The condition $${name} is not a boolean`);
    values.set(name, value);
  }
  return values;
}

function ifValue(directive: DirectiveNode, conditions: Conditions): boolean {
  const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
  if (value?.kind === Kind.VARIABLE) return conditions.get(value.name.value) === true;
  return value?.kind === Kind.BOOLEAN && value.value;
}

/** Whether a node counts under these conditions. */
export const isIncluded =
  (conditions: Conditions) =>
  ({ directives = [] }: WithDirectives): boolean =>
    directives.every((directive) => {
      if (directive.name.value === 'skip') return !ifValue(directive, conditions);
      return directive.name.value !== 'include' || ifValue(directive, conditions);
    });
