import type pg from 'pg';
import { dayText, monthText } from './calendar.ts';
import { settlementLines } from './interest-again.ts';
import { paymentLine } from './payments.ts';
import { payoutText } from './payouts.ts';
import { suspenseLine } from './suspense.ts';
import { transferLines } from './transfer-lines.ts';
import type { Agreement, Member, Move, World } from './world.ts';

const none = (text: string) => `coalesce((${text})::text, '-')`;
const who = (column: string) => `right(${column}::text, 1)`;

const numbered = `SELECT a.*, ${who('member_id')} || '/' || row_number() OVER (PARTITION BY member_id ORDER BY right(number, 7)) - 1 AS name
  FROM agreement a`;
const nameOf = `CASE WHEN owner IS NULL THEN code ELSE ${who('owner')} || ':' || segment END
  || CASE pool WHEN 'flexible' THEN '' ELSE '@' || pool END`;

/** The register as lines of text, and what no register may hold as lines that begin with WRONG. */
const lines = `
  WITH numbered AS (${numbered}), sides AS (
    SELECT account, sum(fen) AS fen FROM (
      SELECT to_account AS account, fen FROM movement UNION ALL SELECT from_account, -fen FROM movement) AS side GROUP BY account)
  SELECT concat_ws(' ', 'account', ${who('member_id')}, status, opened_on, streak_months, ${none('streak_from')}, ${none('streak_through')}) AS line
  FROM account
  UNION ALL
  SELECT concat_ws(' ', 'agreement', name, status, mode, signed_on, ${none('ended_on')}, first_month, due_next)
  FROM numbered
  UNION ALL
  SELECT concat_ws(' ', 'plan', name, v.version, v.from_month, v.base, v.ratio, v.monthly, v.decided_on)
  FROM plan_version v JOIN numbered a ON a.id = v.agreement_id
  UNION ALL
  SELECT concat_ws(' ', 'due', name, d.month, d.due_fen, d.paid_fen, ${none('d.filled_on')}, d.batch_id IS NOT NULL)
  FROM period_due d JOIN numbered a ON a.id = d.agreement_id
  UNION ALL
  SELECT concat_ws(' ', 'payment', ${who('member_id')}, channel, ${none('reference')}, status, fen, asked_on, ${none('settled_on')}) FROM payment
  UNION ALL
  SELECT concat_ws(' ', 'settlement', city, period, finished_at IS NOT NULL, paused_at IS NOT NULL,
    EXISTS (SELECT FROM run b WHERE b.reverses = r.id))
  FROM run r WHERE kind = 'settle-interest' AND reversed_by IS NULL
  UNION ALL
  SELECT concat_ws(' ', 'transfer', ${who('member_id')}, letter, direction, status, ${none('ended_on')}, ${none('reason')},
    ${none('unsent')}, ${none('principal')}, ${none('interest')}, ${none('received_fen')}, sent_on IS NOT NULL,
    suspense_movement IS NOT NULL, movement_id IS NOT NULL)
  FROM transfer
  UNION ALL
  SELECT concat_ws(' ', 'message', id, effect, ${none('city')}, returned IS NOT NULL) FROM transfer_message
  UNION ALL
  SELECT concat_ws(' ', 'suspense', city, ${none(who('member_id'))}, reason, fen, open_fen, noted_on) FROM suspense_item
  UNION ALL
  SELECT concat_ws(' ', 'settled', ${who('acc.member_id')}, pool, year, fen)
  FROM interest_settlement s JOIN account acc ON acc.id = s.account_id WHERE taken_back_by IS NULL AND fen > 0
  UNION ALL
  SELECT concat_ws(' ', 'correction', ${who('member_id')}, status) FROM correction
  UNION ALL
  SELECT concat_ws(' ', 'event', ${who('acc.member_id')}, code, happened_on)
  FROM account_event e JOIN account acc ON acc.id = e.account_id
  UNION ALL
  SELECT concat_ws(' ', 'lien', ${who('member_id')}, kind, status, ${none('refused_for')}, decided_on)
  FROM lien
  UNION ALL
  SELECT concat_ws(' ', 'freeze', ${who('member_id')}, kind, ${none('fen')}, from_on, ${none('until_on')}, lifted_on IS NOT NULL)
  FROM account_freeze
  UNION ALL
  SELECT concat_ws(' ', 'payout', ${who('member_id')}, kind, status, fen, coalesce(reason_code, ''), requested_on, expires_on, ${none('resolved_on')})
  FROM payout
  UNION ALL
  SELECT concat_ws(' ', 'WRONG held', owner, balance)
  FROM ledger_account a WHERE segment = 'HELD' AND balance <> (SELECT coalesce(sum(part.fen), 0) FROM payout p
    JOIN payout_part part ON part.payout_id = p.id WHERE p.member_id = a.owner AND p.status = 'HELD' AND part.pool = a.pool)
  UNION ALL
  SELECT concat_ws(' ', 'holds', CASE WHEN owner IS NULL THEN city || ' ' ELSE '' END || ${nameOf}, sides.fen)
  FROM sides JOIN ledger_account a ON a.id = sides.account WHERE sides.fen <> 0
  UNION ALL
  SELECT concat_ws(' ', 'WRONG kept', code, balance, sides.fen)
  FROM ledger_account a LEFT JOIN sides ON sides.account = a.id
  WHERE owner IS NOT NULL AND (balance <> coalesce(sides.fen, 0) OR balance < 0)
  UNION ALL
  SELECT concat_ws(' ', 'WRONG pool', city, pool, sum(sides.fen))
  FROM sides JOIN ledger_account a ON a.id = sides.account GROUP BY city, pool HAVING sum(sides.fen) <> 0`;

const movements = `
  SELECT id, concat_ws(' ', 'movement', m.city, (SELECT ${nameOf} FROM ledger_account WHERE id = from_account),
    (SELECT ${nameOf} FROM ledger_account WHERE id = to_account), fen, m.code, booked_on, ${none('period')}) AS line
  FROM movement m WHERE id > $1`;

const everything = `${movements} UNION ALL SELECT NULL, line FROM (${lines}) AS standing`;

type Moved = { id: bigint; line: string };

const later = (a: bigint, b: bigint): bigint => {
  if (a < b) return b;
  return a;
};

/** A reader of one database that is told of nothing but what it sees there. */
export function observer(client: pg.Client) {
  let digestSql: string | undefined;
  const digestOf = async () => {
    const { rows } = await client.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'contributions' AND table_type = 'BASE TABLE'`,
    );
    // Where a row lies and which transaction wrote it: no row is written, even with the same values, without another.
    const each = rows.map(
      ({ name }) => `SELECT '${name}', count(*), sum(hashtidextended(t.ctid, t.xmin::text::bigint)) FROM ${name} t`,
    );
    return each.join(' UNION ALL ');
  };
  return {
    /** The register as it stands, and the movements after one; a single reading, as nobody else writes meanwhile. */
    look: async (after: bigint): Promise<{ lines: string[]; last: bigint; moved: Moved[] }> => {
      const { rows } = await client.query({ name: 'look', text: everything, values: [after] });
      const found = rows as (Moved | { id: null; line: string })[];
      const moved = found.filter((row) => row.id !== null).sort((a, b) => (a.line < b.line ? -1 : 1));
      const standing = found.filter(({ id }) => id === null).map(({ line }) => line);
      return { lines: standing.sort(), last: moved.map(({ id }) => id).reduce(later, after), moved };
    },
    /** Every row of every table, to tell whether anything was written. */
    digest: async (): Promise<string> => {
      digestSql ??= await digestOf();
      const { rows } = await client.query({ name: 'digest', text: digestSql, rowMode: 'array' });
      return rows.map((row) => row.join(' ')).join('\n');
    },
  };
}

/** The model's world as the same lines. */
export function linesOf(world: World): string[] {
  const held = [...world.held].filter(([, fen]) => fen !== 0n).map(([account, fen]) => `holds ${account} ${fen}`);
  const payouts = world.payouts.map((payout) => `payout ${payout.who} ${payoutText(payout)}`);
  const freezes = world.freezes.map(({ who: of, kind, fen, from, until, lifted }) =>
    ['freeze', of, kind, fen ?? '-', dayText(from), until === null ? '-' : dayText(until), lifted ? 't' : 'f'].join(
      ' ',
    ),
  );
  const corrections = world.corrections.map(({ who: of, status }) => `correction ${of} ${status}`);
  return [
    ...world.members.flatMap(memberLines),
    ...held,
    ...payouts,
    ...freezes,
    ...corrections,
    ...world.payments.map(paymentLine),
    ...settlementLines(world),
    ...world.suspense.map(suspenseLine),
    ...transferLines(world),
  ].sort();
}

function memberLines(member: Member): string[] {
  const liens = [...member.liens.values()].map(({ kind, status, refusal, on }) =>
    ['lien', member.who, kind, status, refusal || '-', dayText(on)].join(' '),
  );
  if (!member.account) return liens;
  const { status, opened, streak, events } = member.account;
  const months = [streak.from, streak.through].map((month) => (month === null ? '-' : monthText(month)));
  const account = ['account', member.who, status, dayText(opened), streak.months, ...months].join(' ');
  const happened = events.map(({ code, on }) => `event ${member.who} ${code} ${dayText(on)}`);
  return [
    account,
    ...liens,
    ...happened,
    ...member.agreements.flatMap((agreement, n) => agreementLines(`${member.who}/${n}`, agreement)),
  ];
}

function agreementLines(name: string, agreement: Agreement): string[] {
  const { status, mode, signed, ended, firstMonth, next } = agreement;
  const days = [dayText(signed), ended === null ? '-' : dayText(ended), monthText(firstMonth), monthText(next)];
  return [
    ['agreement', name, status, mode, ...days].join(' '),
    ...agreement.plans.map(({ from, base, percent, monthly, decided }, n) =>
      ['plan', name, n + 1, monthText(from), base, `${percent}%`, monthly, dayText(decided)].join(' '),
    ),
    ...[...agreement.dues].map(([month, { fen, filled, asked }]) =>
      [
        'due',
        name,
        monthText(month),
        fen,
        filled === null ? 0 : fen,
        filled === null ? '-' : dayText(filled),
        asked ? 't' : 'f',
      ].join(' '),
    ),
  ];
}

export const moveLine = ({ city, from, to, fen, code, on, period }: Move): string =>
  ['movement', city, from, to, fen, code, dayText(on), period === null ? '-' : monthText(period)].join(' ');
