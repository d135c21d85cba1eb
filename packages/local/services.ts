/** The five subgraphs, in the order in which they are started. */
export const subgraphNames = ['members', 'contributions', 'subsidies', 'loans', 'risk'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

/** Every service that owns a schema. */
export const schemaNames = [...subgraphNames, 'gateway'] as const;
export type SchemaName = (typeof schemaNames)[number];

export const roleOf = (service: SchemaName) => `provident_${service}`;

/** The database URL with which a service logs in under its own role. */
export function serviceUrl(ownerUrl: string, service: SchemaName, password: string): string {
  const url = new URL(ownerUrl);
  url.username = roleOf(service);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** One value per name, made by `value`. */
export function perName<Name extends string, Value>(names: readonly Name[], value: (name: Name) => Value) {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<Name, Value>;
}
