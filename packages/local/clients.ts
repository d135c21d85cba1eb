/** One agency (or person) that may ask for an access token from the local issuer. */
export type Client = {
  id: string;
  audience: 'tax-bureau' | 'hr-bureau' | 'bank' | 'centre' | 'regulator' | 'member';
  cities: readonly string[];
  scopes: readonly string[];
};

const changji = '652300';
const huzhou = '330500';

/** Every scope that a schema demands with @requiresScopes, or the gateway of an export; the issuer grants no other. */
export const scopes = [
  'account:close',
  'account:freeze',
  'account:read',
  'agreement:manage',
  'application:submit',
  'consent:manage',
  'contribution:pay',
  'contribution:take',
  'deduction:export',
  'correction:book',
  'disclosure:read',
  'financing:approve',
  'financing:manage',
  'ledger:read',
  'loan:apply',
  'loan:breach',
  'loan:grant',
  'loan:offset',
  'loan:read',
  'loan:repay',
  'loan:reply',
  'loan:review',
  'loan:write-off',
  'member:maintain',
  'member:read',
  'reserve:provision',
  'transfer:manage',
  'transfer:request',
  'unit-contribution:book',
  'run:manage',
  'subsidy:try',
  'suspense:resolve',
  'verification:decide',
  'withdrawal:pay',
] as const;

type Scope = (typeof scopes)[number];

const hr: Scope[] = ['verification:decide'];
const tax: Scope[] = ['deduction:export'];
const centre = scopes.filter((scope) => !hr.includes(scope) && !tax.includes(scope));
const member: Scope[] = [
  'account:close',
  'account:read',
  'agreement:manage',
  'application:submit',
  'consent:manage',
  'contribution:pay',
  'disclosure:read',
  'loan:apply',
  'loan:offset',
  'loan:read',
  'loan:reply',
  'member:read',
  'transfer:request',
];

/** The agencies of the demonstration: one of each kind per city, two banks, the regulator, one member. */
export const clients: readonly Client[] = [
  { id: 'tax-bureau-changji', audience: 'tax-bureau', cities: [changji], scopes: tax },
  { id: 'tax-bureau-huzhou', audience: 'tax-bureau', cities: [huzhou], scopes: tax },
  { id: 'hr-bureau-changji', audience: 'hr-bureau', cities: [changji], scopes: hr },
  { id: 'hr-bureau-huzhou', audience: 'hr-bureau', cities: [huzhou], scopes: hr },
  { id: 'bank-a', audience: 'bank', cities: [changji, huzhou], scopes: [] },
  { id: 'bank-b', audience: 'bank', cities: [changji, huzhou], scopes: [] },
  { id: 'centre-changji', audience: 'centre', cities: [changji], scopes: centre },
  { id: 'centre-huzhou', audience: 'centre', cities: [huzhou], scopes: centre },
  { id: 'regulator', audience: 'regulator', cities: [changji, huzhou], scopes: [] },
  { id: 'member-demo', audience: 'member', cities: [changji, huzhou], scopes: member },
];
