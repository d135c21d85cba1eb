import type { Rehearsal } from '#test/contributions.ts';
import { dayText } from './calendar.ts';
import { approved, type Command } from './commands.ts';
import type { Member, World } from './world.ts';

/** The id of a member, and of anything else that the model names by a number. */
export const idOf = (who: number): string => `00000000-0000-4000-8000-00000000000${who}`;
export const idFrom = (kind: number, text: string) => `0000000${kind}-0000-4000-8000-${text.padStart(12, '0')}`;

type Heard = Extract<Command, { kind: 'facts' | 'loan' | 'lien' | 'subsidy' }>;

/** Tells the register what another one has told. */
export async function hear(register: Rehearsal, world: World, member: Member, command: Heard): Promise<void> {
  const about = { memberId: idOf(member.who), city: member.city };
  if (command.kind === 'facts') {
    const facts = { approvedOn: dayText(approved), retirementOn: dayText(member.retires), categories: [] };
    const { sequence, inUnit, spouse } = command;
    const spouseId = spouse === null ? null : idOf(spouse);
    await register.hear({ type: 'member-facts-changed', ...about, ...facts, sequence, inUnit, spouseId });
  } else if (command.kind === 'lien') {
    const loan = { ...about, loanId: idFrom(1, `${member.who}${command.loan}`), kind: command.lien };
    await register.hear({ type: 'lien-requested', ...loan });
  } else if (command.kind === 'loan') {
    const loan = { ...about, loanId: idFrom(1, `${member.who}${command.loan}`), on: dayText(world.today) };
    await register.hear({ type: `loan-${command.what}`, ...loan });
  } else {
    const awards = [{ awardId: idFrom(2, command.award), memberId: about.memberId, fen: String(command.fen) }];
    const payOn = dayText(command.payOn);
    await register.hear({ type: 'subsidies-awarded', city: member.city, clause: 'CJ-15', payOn, awards });
  }
}
