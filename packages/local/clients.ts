/** One agency (or person) that may ask for an access token from the local issuer. */
export type Client = {
  id: string;
  audience: 'tax-bureau' | 'hr-bureau' | 'bank' | 'centre' | 'regulator' | 'member';
  cities: readonly string[];
  scopes: readonly string[];
};

const changji = '652300';
const huzhou = '330500';

/** Every scope a schema may demand with @requiresScopes; the issuer grants no other. */
export const scopes = [
  'account:operate',
  'account:read',
  'application:operate',
  'consent:operate',
  'deduction:read',
  'eligibility:read',
  'identity:read',
  'indicator:read',
  'loan:read',
  'member:read',
  'own:operate',
  'own:read',
  'subsidy:read',
  'verification:decide',
  'verification:read',
] as const;

type Scope = (typeof scopes)[number];

const tax: Scope[] = ['deduction:read', 'identity:read'];
const hr: Scope[] = ['verification:read', 'verification:decide', 'identity:read'];
const bank: Scope[] = ['eligibility:read'];
const centre = scopes.filter((scope) => !scope.startsWith('own:') && !scope.startsWith('verification:decide'));
const regulator: Scope[] = ['indicator:read'];
const member: Scope[] = ['own:read', 'own:operate'];

/** The agencies of the demonstration: one of each kind per city, two banks, the regulator, one member. */
export const clients: readonly Client[] = [
  { id: 'tax-bureau-changji', audience: 'tax-bureau', cities: [changji], scopes: tax },
  { id: 'tax-bureau-huzhou', audience: 'tax-bureau', cities: [huzhou], scopes: tax },
  { id: 'hr-bureau-changji', audience: 'hr-bureau', cities: [changji], scopes: hr },
  { id: 'hr-bureau-huzhou', audience: 'hr-bureau', cities: [huzhou], scopes: hr },
  { id: 'bank-a', audience: 'bank', cities: [changji, huzhou], scopes: bank },
  { id: 'bank-b', audience: 'bank', cities: [changji, huzhou], scopes: bank },
  { id: 'centre-changji', audience: 'centre', cities: [changji], scopes: centre },
  { id: 'centre-huzhou', audience: 'centre', cities: [huzhou], scopes: centre },
  { id: 'regulator', audience: 'regulator', cities: [changji, huzhou], scopes: regulator },
  { id: 'member-demo', audience: 'member', cities: [changji, huzhou], scopes: member },
];
