import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { disclosuresOf, ownerOf } from '#test/disclosures.ts';
import { purposeOf, startTestGateway, type TestGateway } from '#test/gateway.ts';
import { answer, type Misbehaving, misbehaving } from '#test/misbehaving.ts';

// When one register answers about a person and another does not: what is told, and what is written down as told.

const ann = '00000000-0000-4000-8000-00000000000a';
const bo = '00000000-0000-4000-8000-00000000000b';

let members: Misbehaving;
let contributions: Misbehaving;
let gateway: TestGateway;
let owner: pg.Client;
let token: string;

beforeAll(async () => {
  members = await misbehaving();
  contributions = await misbehaving();
  gateway = await startTestGateway({ subgraphUrls: { members: members.url, contributions: contributions.url } });
  owner = await ownerOf(gateway.database.ownerUrl);
  token = await gateway.token('centre', { scope: 'member:read account:read' });
});

afterAll(async () => {
  await owner.end();
  await gateway.stop();
  await members.stop();
  await contributions.stop();
});

const application = { id: 'x', refusalReason: null };
const member = { __typename: 'Member', id: ann, city: 'CHANGJI', spouse: null, application };
const persons = [
  { path: ['member'], subject: ann },
  { path: ['member', 'application'], subject: ann },
];

beforeEach(() => {
  members.behave = answer({ data: { member }, extensions: { persons } });
});

const ask = async (fields: string) => {
  const query = `query ($id: ID!) { member(id: $id) { ${fields} } }`;
  const answered = await gateway.ask(token, query, { variables: { id: ann }, headers: purposeOf('centre') });
  const rows = (await disclosuresOf(owner, answered)).map(({ subject, fields: told }) => ({ subject, told }));
  return { ...answered, rows };
};

const account = 'city spouse { id } application { refusalReason } account { balance }';
const told = ['Application.refusalReason', 'Member.application', 'Member.city', 'Member.spouse'];
const entities = (body: object, extensions?: object) =>
  answer({ data: { _entities: [{ id: ann, ...body }] }, ...(extensions ? { extensions } : {}) });

describe('a null', () => {
  it('that is the answer of a register is written down as told', async () => {
    contributions.behave = entities({ account: null });
    const { body, rows } = await ask(account);
    expect(body.errors).toBeUndefined();
    expect(rows).toEqual([{ subject: ann, told: ['Application.refusalReason', 'Member.account', ...told.slice(1)] }]);
  });

  it('that stands for a fault is masked, and not written down', async () => {
    const place = ['_entities', 0, 'account', 'balance'];
    const error = { message: 'SELECT 65230119900101001X', path: place, extensions: { code: 'XX000' } };
    contributions.behave = answer({ data: { _entities: [{ id: ann, account: null }] }, errors: [error] });
    const { body, text, rows } = await ask(account);
    expect(body.errors).toMatchObject([
      { message: 'Internal fault', path: ['member', 'account', 'balance'], extensions: { code: 'INTERNAL' } },
    ]);
    expect(text).not.toMatch(/SELECT|65230119900101001X|XX000|contributions/);
    expect(body.data).toMatchObject({ member: { city: 'CHANGJI', account: null } });
    expect(rows).toEqual([{ subject: ann, told }]);
  });

  it('that stands for a register which does not answer is not written down, and what another answered is', async () => {
    for (const behave of [answer({}, 503), answer({ data: null, errors: [{ message: 'down' }] })]) {
      contributions.behave = behave;
      const { body, rows } = await ask(account);
      expect(body.errors).toMatchObject([{ message: 'Internal fault', extensions: { code: 'INTERNAL' } }]);
      expect(body.data).toMatchObject({ member: { city: 'CHANGJI', account: null } });
      expect(rows).toEqual([{ subject: ann, told }]);
    }
  });
});

describe('a value that cannot be missing', () => {
  it('takes the whole person out of the answer and out of the record', async () => {
    contributions.behave = answer({}, 503);
    const { body, rows } = await ask('city streak { fundsUsed }');
    expect(body.data).toEqual({ member: null });
    expect(body.errors!.map(({ message }) => message)).toContain('Internal fault');
    expect(rows).toEqual([]);
  });

  it('does so too where the register itself says that it is missing', async () => {
    const without = { ...member, application: null };
    const error = { message: 'gone', path: ['member', 'application', 'id'] };
    members.behave = answer({ data: { member: without }, errors: [error], extensions: { persons } });
    const { body, rows } = await ask('city application { id }');
    expect(body.data).toEqual({ member: null });
    expect(body.errors).toContainEqual(expect.objectContaining({ message: 'Internal fault' }));
    expect(rows).toEqual([]);
  });
});

describe('a person whom a register tells of below another', () => {
  const movement = { edges: [{ node: { id: '1' } }] };
  const about = (subject: string) =>
    entities(
      { account: { movements: movement } },
      { persons: [{ path: ['_entities', 0, 'account', 'movements', 'edges', 0], subject }] },
    );
  const movements = 'city account { movements { edges { node { id } } } }';

  it('is the one who was asked about, and their record holds it', async () => {
    contributions.behave = about(ann);
    const { body, rows } = await ask(movements);
    expect(body.errors).toBeUndefined();
    expect(rows).toHaveLength(1);
    expect(rows[0]!.told).toContain('Movement.id');
  });

  it('and is somebody else: nothing of that register is told', async () => {
    contributions.behave = about(bo);
    const { body, rows } = await ask(movements);
    expect(body.data).toEqual({ member: { city: 'CHANGJI', account: null } });
    expect(body.errors).toMatchObject([{ message: 'Internal fault' }]);
    expect(rows).toEqual([{ subject: ann, told: ['Member.city'] }]);
  });
});
